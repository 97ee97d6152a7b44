"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { MemberPicker, type SearchUsers, useMemberPicker } from "@/components/groups/member-picker";
import { Button } from "@/components/ui/button";
import { callAction, isOutcomeUnknown, mentionKeptInput } from "@/components/ui/call-action";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { useDiscardConfirmation } from "@/components/ui/discard-confirmation";
import { FailureMessage } from "@/components/ui/failure-message";
import { announce } from "@/components/ui/status-message";
import { MEMBERS_DIALOG, useKeptDialog } from "@/components/update/kept-dialog";
import type { ActionFailure, ActionResult } from "@/lib/action-result";

export type AddMembersProps = {
  readonly group: { readonly id: string; readonly name: string };
  readonly search: SearchUsers;
  /** Returns how many were added. */
  readonly add: (input: { groupId: string; userIds: string[] }) => Promise<ActionResult<number>>;
};

type AddMembersDialogProps = AddMembersProps & { readonly onClose: () => void };

export function AddMembersDialog({ group, search, add, onClose }: AddMembersDialogProps) {
  const t = useTranslations("groups.members.add");
  const common = useTranslations("common");
  const picker = useMemberPicker(group.id, search);
  useKeptDialog(MEMBERS_DIALOG, picker.chosen);
  const [failure, setFailure] = useState<Pick<ActionFailure, "message" | "errorId"> | null>(null);
  const [mayBeSent, setMayBeSent] = useState(false);
  const [pending, start] = useTransition();
  const count = picker.chosen.length;
  const { close, confirmation } = useDiscardConfirmation({
    title: t("discard.title", { count }),
    children: t(mayBeSent ? "discard.sent" : "discard.unsent"),
    isUnsent: count > 0 || picker.isTyped,
    onClose,
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    start(async () => {
      setFailure(null);
      const chosen = await picker.takeTyped();
      if (!chosen) return;
      if (chosen.length === 0) return setFailure({ message: t("errors.none") });
      setMayBeSent(true);
      const result = await callAction(common, () =>
        add({ groupId: group.id, userIds: chosen.map(({ id }) => id) }),
      );
      if (!result.ok) {
        setMayBeSent(isOutcomeUnknown(result));
        return setFailure(mentionKeptInput(common, result));
      }
      announce(t("done", { count: result.data }));
      onClose();
    });
  }

  return (
    <>
      <Dialog title={t("title")} onClose={close}>
        <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col" aria-busy={pending}>
          <DialogBody>
            <div className="flex flex-col gap-4">
              <p className="text-muted">{t("intro")}</p>
              <MemberPicker picker={picker} />
              <FailureMessage failure={failure} />
            </div>
          </DialogBody>
          <DialogFooter>
            <Button onClick={close}>{common("cancel")}</Button>
            <Button type="submit" variant="primary" pending={pending}>
              {t("submit")}
            </Button>
          </DialogFooter>
        </form>
      </Dialog>
      {confirmation}
    </>
  );
}
