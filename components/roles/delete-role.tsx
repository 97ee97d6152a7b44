"use client";

import { ConfirmButton } from "@/components/ui/confirm-button";
import { Name } from "@/components/ui/name";
import type { Role } from "@/db/roles/types";
import type { ActionResult } from "@/lib/action-result";
import { plural, total } from "@/lib/plural";

type DeleteRoleProps = {
  readonly role: Pick<Role, "id" | "name" | "groupCount" | "people">;
  readonly action: (input: { roleId: string }) => Promise<ActionResult<void>>;
  readonly rolesHref: string;
};

export function DeleteRole({ role, action, rolesHref }: DeleteRoleProps) {
  const { id, name, groupCount, people } = role;
  return (
    <ConfirmButton
      label="Delete"
      title="Delete role?"
      action={() => action({ roleId: id })}
      successMessage={`The role ${name} is deleted.`}
      redirectTo={rolesHref}
    >
      <Name className="font-medium text-foreground">{name}</Name>{" "}
      {groupCount === 0
        ? "is given to no group."
        : `is given to ${plural(groupCount, "group")}. ${total(people, "person", "people")} will lose at once what it allows.`}
    </ConfirmButton>
  );
}
