"use client";

import { type FormEvent, useState, useTransition } from "react";
import { callAction } from "@/components/ui/call-action";
import { FailureMessage } from "@/components/ui/failure-message";
import { Name } from "@/components/ui/name";
import { announce } from "@/components/ui/status-message";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { GroupChoice } from "@/db/groups/types";
import type { MemberRow } from "@/db/memberships/types";
import type { ActionFailure, ActionResult } from "@/lib/action-result";

export type AssignGroups = (input: { userId: string; groupIds: string[] }) => Promise<ActionResult<void>>;

type UserGroupsFormProps = {
  readonly user: MemberRow;
  readonly choices: readonly GroupChoice[];
  readonly assign: AssignGroups;
};

export function UserGroupsForm({ user, choices, assign }: UserGroupsFormProps) {
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [pending, start] = useTransition();
  const hydrated = useHydrated();
  const held = new Set(user.groups.map(({ id }) => id));
  const unlisted = user.groups.filter(({ id }) => !choices.some((choice) => choice.id === id));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const groupIds = new FormData(event.currentTarget).getAll("groupIds").map(String);
    start(async () => {
      const result = await callAction(() => assign({ userId: user.userId, groupIds }));
      setFailure(result.ok ? null : result);
      if (result.ok) announce(`The groups of ${user.name} are saved.`);
    });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3" key={[...held].join()}>
      <FailureMessage failure={failure} />
      {unlisted.map(({ id }) => (
        <input key={id} type="hidden" name="groupIds" value={id} />
      ))}
      <fieldset aria-label="Groups" className="card max-h-96 divide-y divide-separator overflow-y-auto">
        {choices.map((choice) => (
          <Choice key={choice.id} choice={choice} held={held.has(choice.id)} />
        ))}
      </fieldset>
      <button
        type="submit"
        disabled={!hydrated}
        className="button button--primary self-start"
        aria-disabled={pending}
      >
        {pending && <span className="spinner" />}
        Save groups
      </button>
    </form>
  );
}

/** One that allows more than the reader may do here stays if it is held, and can be taken away. */
function Choice({ choice, held }: { readonly choice: GroupChoice; readonly held: boolean }) {
  const { id, name, description, grantable } = choice;
  return (
    <label className="flex items-start gap-3 px-4 py-2.5 leading-5">
      <input
        type="checkbox"
        name="groupIds"
        value={id}
        defaultChecked={held}
        disabled={!grantable && !held}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <Name className="block font-medium">{name}</Name>
        <span className="block text-muted">
          {grantable ? <bdi>{description}</bdi> : "It allows more than you may do here yourself."}
        </span>
      </span>
    </label>
  );
}
