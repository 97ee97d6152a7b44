"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type Dispatch, type FormEvent, useCallback, useRef, useState, useTransition } from "react";
import { handOver } from "@/components/bulk-actions/handover";
import { BulkInviteOffer } from "@/components/invite/bulk-invite-offer";
import {
  chooseTypedGroup,
  focusGroups,
  GroupPicker,
  type GroupsState,
} from "@/components/invite/group-picker";
import { type InviteOptions, MoreOptions } from "@/components/invite/more-options";
import { newRequestId } from "@/components/invite/request-id";
import { USERNAMES_INPUT, UsernameChips } from "@/components/invite/username-chips";
import {
  allUsernames,
  textForBulk,
  type UsernamesChange,
  type UsernamesState,
} from "@/components/invite/usernames-state";
import { Button } from "@/components/ui/button";
import { callAction, isOutcomeUnknown, mentionKeptInput } from "@/components/ui/call-action";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { FailureMessage } from "@/components/ui/failure-message";
import { HelpLink } from "@/components/ui/help-link";
import { richText } from "@/components/ui/rich-text";
import type { GroupChoice } from "@/db/groups/types";
import type { InviteOutcome } from "@/db/invitations/types";
import type { ActionFailure, ActionResult } from "@/lib/action-result";
import { MAX_INVITED_AT_ONCE } from "@/lib/bulk-actions";
import { durationText } from "@/lib/durations";

type InviteUsers = (input: {
  usernames: string[];
  groupIds: string[];
  lifetimeHours: number | undefined;
  note: string | undefined;
  endsOn: string | undefined;
  /** Makes a request that is sent twice invite once. */
  requestId: string;
}) => Promise<ActionResult<readonly InviteOutcome[]>>;

export type InviteFormProps = {
  readonly parentName: string;
  readonly organizationName: string;
  readonly lifetimeHours: number;
  readonly groups: readonly GroupChoice[];
  readonly invite: InviteUsers;
  /** The form of the bulk invite, which takes over what was entered. */
  readonly bulkInviteHref: string;
};

type InviteFormState = {
  readonly usernames: UsernamesState;
  readonly changeUsernames: Dispatch<UsernamesChange>;
  readonly chosenGroups: GroupsState;
  readonly changeGroups: (groups: GroupsState) => void;
  readonly options: InviteOptions;
  readonly changeOptions: (options: InviteOptions) => void;
  /** Called with true when the usernames are sent, and with false when the server has responded. */
  readonly onSend: (mayBeSent: boolean) => void;
  readonly onInvited: (outcomes: readonly InviteOutcome[]) => void;
  readonly onCancel: () => void;
};

type Failure = Omit<ActionFailure, "ok">;

export function InviteForm(props: InviteFormProps & InviteFormState) {
  const { usernames, changeUsernames, chosenGroups, changeGroups, groups, options, onSend, onInvited } =
    props;
  const t = useTranslations("invite");
  const common = useTranslations("common");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [pending, start] = useTransition();
  const requestIdFor = useRequestId();
  const router = useRouter();
  const names = allUsernames(usernames);
  const lifetime = durationText(common, options.lifetimeHours ?? props.lifetimeHours);

  /** An error disappears once its field is changed. */
  const forget = useCallback((...fields: readonly string[]) => {
    setFailure((before) => (before && fields.some((field) => concerns(before, field)) ? null : before));
  }, []);

  // It stays the same function, so that typing doesn't render all chips again.
  const changeAndForget = useCallback(
    (change: UsernamesChange) => {
      changeUsernames(change);
      forget("usernames");
    },
    [changeUsernames, forget],
  );

  function continueInBulk() {
    const { lifetimeHours, note, endsOn } = options;
    handOver({
      usernames: textForBulk(usernames),
      ...{ groupIds: chosenGroups.chosen, lifetimeHours, note: note || null, endsOn: endsOn || null },
    });
    router.replace(props.bulkInviteHref);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    if (usernames.table !== null)
      return setFailure({ kind: "undecided", message: t("usernames.errors.table") });
    if (names.length === 0) {
      setFailure({ kind: "invalid", message: "", fields: { usernames: t("usernames.errors.none") } });
      document.getElementById(USERNAMES_INPUT)?.focus();
      return;
    }
    const withTyped = chooseTypedGroup(common, chosenGroups, groups);
    changeGroups(withTyped);
    if (withTyped.error) return focusGroups();
    changeUsernames({ type: "add", text: usernames.typed });
    const input = { usernames: names, groupIds: [...withTyped.chosen], ...inputOf(options) };
    if (isTooLarge(input)) return setFailure({ kind: "too-large", message: "" });
    onSend(true);
    start(async () => {
      setFailure(null);
      const result = await callAction(common, () =>
        props.invite({ ...input, requestId: requestIdFor(input) }),
      );
      onSend(!result.ok && isOutcomeUnknown(result));
      if (result.ok) onInvited(result.data);
      else setFailure(mentionKeptInput(common, result));
    });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col" aria-busy={pending}>
      <DialogBody inert={pending}>
        <div className="flex flex-col gap-4">
          <p key={lifetime} className="text-muted">
            {t.rich("intro", {
              ...richText,
              parent: props.parentName,
              organization: props.organizationName,
              lifetime,
            })}
          </p>
          <p className="-mt-3">
            <HelpLink topic="parent-users" />
          </p>
          <UsernameChips state={usernames} change={changeAndForget} error={failure?.fields?.usernames} />
          <BulkInviteOffer
            count={names.length}
            hasTable={usernames.table !== null}
            isTooLarge={failure?.kind === "too-large"}
            onContinue={continueInBulk}
            onUseCells={() => changeAndForget({ type: "use-cells" })}
          />
          <GroupPicker
            groups={groups}
            state={chosenGroups}
            onChange={(changed) => {
              changeGroups(changed);
              forget("groupIds");
            }}
            error={failure?.fields?.groupIds}
          />
          <MoreOptions
            options={options}
            onChange={(changed) => {
              props.changeOptions(changed);
              forget("lifetimeHours", "endsOn", "note");
            }}
            defaultHours={props.lifetimeHours}
            errors={failure?.fields}
          />
          <FailureMessage failure={failure?.message && failure.kind !== "too-large" ? failure : null} />
        </div>
      </DialogBody>
      <DialogFooter>
        <p role="status" className="me-auto text-muted">
          {pending && t("pending", { count: names.length })}
        </p>
        <Button onClick={props.onCancel}>{common("cancel")}</Button>
        <Button type="submit" variant="primary" pending={pending}>
          {t("submit")}
        </Button>
      </DialogFooter>
    </form>
  );
}

function concerns({ kind, fields }: Failure, field: string): boolean {
  if (field === "usernames" && (kind === "too-large" || kind === "undecided")) return true;
  return fields?.[field] !== undefined;
}

/** What the server accepts in one request, less the rest of it. */
const MAX_BYTES = 120_000;

function isTooLarge(input: { readonly usernames: readonly string[] }): boolean {
  return input.usernames.length > MAX_INVITED_AT_ONCE || new Blob([JSON.stringify(input)]).size > MAX_BYTES;
}

function inputOf({ lifetimeHours, note, endsOn }: InviteOptions) {
  return {
    lifetimeHours: lifetimeHours ?? undefined,
    note: note.trim() ? note : undefined,
    endsOn: endsOn || undefined,
  };
}

/** Returns the same id for the same input, so that a retry after a lost response invites nobody twice. */
function useRequestId() {
  const last = useRef({ input: "", id: "" });
  return (input: unknown) => {
    const json = JSON.stringify(input);
    if (last.current.input !== json) last.current = { input: json, id: newRequestId() };
    return last.current.id;
  };
}
