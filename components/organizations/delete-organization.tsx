"use client";

import { useState } from "react";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Name } from "@/components/ui/name";
import { TextField } from "@/components/ui/text-field";
import type { ChildOrganization } from "@/db/organizations/types";
import type { ActionResult } from "@/lib/action-result";
import { BATCH_SIZE } from "@/lib/bulk-actions";
import { upTo } from "@/lib/plural";

export type DeleteAction = (input: {
  organizationId: string;
  name: string;
}) => Promise<ActionResult<{ gone: boolean }>>;

type DeleteOrganizationProps = {
  readonly organization: ChildOrganization;
  readonly remove: DeleteAction;
  readonly organizationsHref: string;
};

export function DeleteOrganization({ organization, remove, organizationsHref }: DeleteOrganizationProps) {
  const [typed, setTyped] = useState("");
  const { id, name, users, accounts, pendingInvitations } = organization;
  return (
    <ConfirmButton
      label="Delete"
      title="Delete organization?"
      action={() => remove({ organizationId: id, name: typed })}
      successMessage={({ gone }) => (gone ? `${name} is deleted.` : `${name} is being deleted.`)}
      redirectTo={organizationsHref}
    >
      <p>This cannot be undone. With it will go:</p>
      <ul className="list-disc ps-5">
        <li>accounts that it manages: {upTo(accounts)}</li>
        <li>users of it, those among them: {upTo(users)}</li>
        <li>pending invitations: {upTo(pendingInvitations)}</li>
        <li>all its groups, roles and settings</li>
      </ul>
      {users > BATCH_SIZE && (
        <p className="mt-2">
          With this many users it takes a while, and continues in the background. You can cancel it: users
          that are already deleted stay deleted.
        </p>
      )}
      <p className="mt-2 mb-4">
        The audit log keeps what was done. To go on, type its name:{" "}
        <Name className="font-medium text-foreground">{name}</Name>
      </p>
      <TextField
        label="Name of the organization"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        autoComplete="off"
      />
    </ConfirmButton>
  );
}
