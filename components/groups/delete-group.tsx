"use client";

import type { ActionResult } from "@/components/action-result";
import { AskFirst } from "@/components/dialogs/ask-first";
import { Name } from "@/components/name";
import { pluralUpTo } from "@/components/plural";
import type { Group } from "@/db/groups/rows";

type DeleteGroupProps = {
  readonly group: Pick<Group, "id" | "name" | "members" | "pendingInvitations">;
  readonly action: (input: { groupId: string }) => Promise<ActionResult<void>>;
  readonly groupsHref: string;
};

export function DeleteGroup({ group, action, groupsHref }: DeleteGroupProps) {
  const { id, name, members, pendingInvitations } = group;
  return (
    <AskFirst
      label="Delete"
      title="Delete group?"
      action={() => action({ groupId: id })}
      said={`The group ${name} is deleted.`}
      leadsTo={groupsHref}
    >
      <p>
        <Name className="font-medium text-foreground">{name}</Name>{" "}
        {members === 0
          ? "has no members."
          : `has ${pluralUpTo(members, "member")}, who will lose at once what its roles give. They stay users here.`}
      </p>
      {pendingInvitations > 0 && (
        <p className="mt-2">
          {pluralUpTo(pendingInvitations, "pending invitation")}{" "}
          {pendingInvitations === 1 ? "carries it and stays" : "carry it and stay"}, without this group.
        </p>
      )}
    </AskFirst>
  );
}
