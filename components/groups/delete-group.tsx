"use client";

import { ConfirmButton } from "@/components/ui/confirm-button";
import { Name } from "@/components/ui/name";
import type { Group } from "@/db/groups/types";
import type { ActionResult } from "@/lib/action-result";
import { pluralUpTo } from "@/lib/plural";

type DeleteGroupProps = {
  readonly group: Pick<Group, "id" | "name" | "members" | "pendingInvitations">;
  readonly action: (input: { groupId: string }) => Promise<ActionResult<void>>;
  readonly groupsHref: string;
};

export function DeleteGroup({ group, action, groupsHref }: DeleteGroupProps) {
  const { id, name, members, pendingInvitations } = group;
  return (
    <ConfirmButton
      label="Delete"
      title="Delete group?"
      action={() => action({ groupId: id })}
      successMessage={`The group ${name} is deleted.`}
      redirectTo={groupsHref}
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
    </ConfirmButton>
  );
}
