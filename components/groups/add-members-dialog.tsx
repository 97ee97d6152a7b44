"use client";

import { type FormEvent, useState, useTransition } from "react";
import { MemberPicker, type SearchUsers } from "@/components/groups/member-picker";
import { Button } from "@/components/ui/button";
import { callAction } from "@/components/ui/call-action";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { FailureMessage } from "@/components/ui/failure-message";
import { Name } from "@/components/ui/name";
import { announce } from "@/components/ui/status-message";
import type { MemberChoice } from "@/db/groups/types";
import type { ActionFailure, ActionResult } from "@/lib/action-result";
import { plural } from "@/lib/plural";

export type AddMembersProps = {
  readonly group: { readonly id: string; readonly name: string };
  readonly search: SearchUsers;
  /** Returns how many were added. */
  readonly add: (input: { groupId: string; userIds: string[] }) => Promise<ActionResult<number>>;
};

type AddMembersDialogProps = AddMembersProps & { readonly onClose: () => void };

export function AddMembersDialog({ group, search, add, onClose }: AddMembersDialogProps) {
  const [chosen, setChosen] = useState<readonly MemberChoice[]>([]);
  const [failure, setFailure] = useState<Pick<ActionFailure, "message" | "errorId"> | null>(null);
  const [pending, start] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    if (chosen.length === 0) return setFailure({ message: "Choose at least one user." });
    start(async () => {
      setFailure(null);
      const result = await callAction(() => add({ groupId: group.id, userIds: chosen.map(({ id }) => id) }));
      if (!result.ok) return setFailure(result);
      announce(`${plural(result.data, "member")} added to ${group.name}.`);
      onClose();
    });
  }

  return (
    <Dialog title="Add members" onClose={onClose}>
      <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col" aria-busy={pending}>
        <DialogBody>
          <div className="flex flex-col gap-4">
            <p className="text-muted">
              Who is added to <Name className="font-medium text-foreground">{group.name}</Name> may do at once
              what its roles allow.
            </p>
            <MemberPicker groupId={group.id} search={search} chosen={chosen} onChange={setChosen} />
            <FailureMessage failure={failure} />
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={pending}>
            Add
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
