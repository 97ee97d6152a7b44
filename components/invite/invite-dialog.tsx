"use client";

import { useTranslations } from "next-intl";
import { useReducer, useState } from "react";
import { type GroupsState, NO_GROUPS } from "@/components/invite/group-picker";
import { InviteForm, type InviteFormProps } from "@/components/invite/invite-form";
import { InviteOutcomeView } from "@/components/invite/invite-outcome";
import { type InviteOptions, NO_OPTIONS } from "@/components/invite/more-options";
import {
  allUsernames,
  changeUsernames,
  NO_USERNAMES,
  type UsernamesState,
} from "@/components/invite/usernames-state";
import { Dialog } from "@/components/ui/dialog";
import { useDiscardConfirmation } from "@/components/ui/discard-confirmation";
import { INVITE_DIALOG, keptState, useKeptDialog } from "@/components/update/kept-dialog";
import type { InviteOutcome } from "@/db/invitations/types";
import { failureReasons } from "./outcome-text";

type InviteDialogProps = InviteFormProps & { readonly onClose: () => void };

/** What was entered, which is kept when the page is loaded again after an update. */
type InviteInput = {
  readonly usernames: Pick<UsernamesState, "names" | "typed" | "table">;
  readonly chosenGroups: GroupsState;
  readonly options: InviteOptions;
};

function inputToKeep({ usernames: { names, typed, table }, ...others }: InviteInput): InviteInput {
  return { usernames: { names, typed, table }, ...others };
}

export function InviteDialog({ onClose, ...form }: InviteDialogProps) {
  const t = useTranslations("invite");
  const outcomeTexts = useTranslations("invite.outcomes");
  const [kept] = useState(() => keptState<InviteInput>(INVITE_DIALOG));
  const [usernames, change] = useReducer(changeUsernames, { ...NO_USERNAMES, ...kept?.usernames });
  const [chosenGroups, setChosenGroups] = useState(kept?.chosenGroups ?? NO_GROUPS);
  const [options, setOptions] = useState(kept?.options ?? NO_OPTIONS);
  const [mayBeSent, setMayBeSent] = useState(false);
  const [outcomes, setOutcomes] = useState<readonly InviteOutcome[] | null>(null);
  useKeptDialog(INVITE_DIALOG, outcomes ? null : inputToKeep({ usernames, chosenGroups, options }));
  const entered = allUsernames(usernames).length;
  const { close, confirmation } = useDiscardConfirmation({
    title: entered > 0 ? t("discard.title", { count: entered }) : t("discard.tableTitle"),
    children: t(mayBeSent ? "discard.maybeSent" : "discard.nothingSent"),
    isUnsent: outcomes === null && (entered > 0 || usernames.table !== null),
    onClose,
  });

  function correct(failed: readonly InviteOutcome[]) {
    change({ type: "reset", reasons: failureReasons(outcomeTexts, failed, form.parentName) });
    setOutcomes(null);
  }

  return (
    <>
      <Dialog size="large" title={t("title")} onClose={close}>
        {outcomes ? (
          <InviteOutcomeView
            outcomes={outcomes}
            parentName={form.parentName}
            onCorrect={correct}
            onDone={onClose}
          />
        ) : (
          <InviteForm
            {...form}
            usernames={usernames}
            changeUsernames={change}
            chosenGroups={chosenGroups}
            changeGroups={setChosenGroups}
            options={options}
            changeOptions={setOptions}
            onSend={setMayBeSent}
            onInvited={setOutcomes}
            onCancel={close}
          />
        )}
      </Dialog>
      {confirmation}
    </>
  );
}
