"use client";

import { type Dispatch, type FormEvent, useRef, useState, useTransition } from "react";
import { GroupPicker } from "@/components/invite/group-picker";
import { type InviteOptions, MoreOptions } from "@/components/invite/more-options";
import { newRequestId } from "@/components/invite/request-id";
import { USERNAMES_INPUT, UsernameChips } from "@/components/invite/username-chips";
import { allUsernames, type UsernamesChange, type UsernamesState } from "@/components/invite/usernames-state";
import { Button } from "@/components/ui/button";
import { callAction } from "@/components/ui/call-action";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { FailureMessage } from "@/components/ui/failure-message";
import { Name } from "@/components/ui/name";
import type { GroupChoice } from "@/db/groups/types";
import type { InviteOutcome } from "@/db/invitations/types";
import type { ActionFailure, ActionResult } from "@/lib/action-result";
import { formatHours } from "@/lib/durations";
import { plural } from "@/lib/plural";

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
};

type InviteFormState = {
  readonly usernames: UsernamesState;
  readonly changeUsernames: Dispatch<UsernamesChange>;
  readonly groupIds: readonly string[];
  readonly changeGroups: (groupIds: readonly string[]) => void;
  readonly options: InviteOptions;
  readonly changeOptions: (options: InviteOptions) => void;
  readonly onInvited: (outcomes: readonly InviteOutcome[]) => void;
  readonly onCancel: () => void;
};

export function InviteForm(props: InviteFormProps & InviteFormState) {
  const { usernames, changeUsernames, groupIds, changeGroups, groups, options, onInvited } = props;
  const [failure, setFailure] = useState<Omit<ActionFailure, "ok" | "kind"> | null>(null);
  const [pending, start] = useTransition();
  const requestIdFor = useRequestId();

  function submit(event: FormEvent) {
    event.preventDefault();
    const names = allUsernames(usernames);
    if (pending) return;
    if (names.length === 0) {
      setFailure({ message: "", fields: { usernames: "Enter at least one username." } });
      document.getElementById(USERNAMES_INPUT)?.focus();
      return;
    }
    changeUsernames({ type: "add", text: usernames.typed });
    const input = { usernames: names, groupIds: [...groupIds], ...inputOf(options) };
    start(async () => {
      setFailure(null);
      const result = await callAction(() => props.invite({ ...input, requestId: requestIdFor(input) }));
      if (result.ok) onInvited(result.data);
      else setFailure(result);
    });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col" aria-busy={pending}>
      <DialogBody>
        <div className="flex flex-col gap-4">
          <p className="text-muted">
            Users of <Name className="font-medium text-foreground">{props.parentName}</Name> get a mail with a
            link into <Name className="font-medium text-foreground">{props.organizationName}</Name>. The link
            works for {formatHours(options.lifetimeHours ?? props.lifetimeHours)}.
          </p>
          <UsernameChips state={usernames} change={changeUsernames} error={failure?.fields?.usernames} />
          <GroupPicker
            groups={groups}
            chosen={groupIds}
            onChange={changeGroups}
            error={failure?.fields?.groupIds}
          />
          <MoreOptions
            options={options}
            onChange={props.changeOptions}
            defaultHours={props.lifetimeHours}
            errors={failure?.fields}
          />
          <FailureMessage failure={failure?.message ? failure : null} />
        </div>
      </DialogBody>
      <DialogFooter>
        <p role="status" className="me-auto text-muted">
          {pending && `Inviting ${plural(allUsernames(usernames).length, "user")}…`}
        </p>
        <Button onClick={props.onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending}>
          Invite
        </Button>
      </DialogFooter>
    </form>
  );
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
