"use client";

import { ConfirmButton } from "@/components/ui/confirm-button";
import { focusMain } from "@/components/ui/focus-main";
import { focusListTotal } from "@/components/ui/list-total";
import { Name } from "@/components/ui/name";
import { useSelection } from "@/components/ui/selection";
import type { ActionResult } from "@/lib/action-result";
import { plural } from "@/lib/plural";

export type DeleteInvitations = (input: {
  readonly invitationIds: string[];
}) => Promise<ActionResult<unknown>>;

type DeleteInvitationProps = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly action: DeleteInvitations;
  /** In a row of the list instead of on the invitation's page. */
  readonly inRow?: boolean;
};

export function DeleteInvitation({ id, username, name, action, inRow = false }: DeleteInvitationProps) {
  const look = inRow ? ({ variant: "danger-outline", size: "sm" } as const) : {};
  return (
    <ConfirmButton
      {...look}
      label="Delete"
      target={`the invitation of ${username}`}
      title="Delete invitation?"
      action={() => action({ invitationIds: [id] })}
      successMessage={`The invitation of ${name} is deleted.`}
      moveFocus={inRow ? focusListTotal : focusMain}
    >
      The invitation of <Name className="font-medium text-foreground">{name}</Name> (<Name>{username}</Name>)
      ends, and the link in their mail stops working at once.
    </ConfirmButton>
  );
}

/** Visible before a row is selected, so that the rows don't move when the first one is. */
export function DeleteSelected({ action }: { readonly action: DeleteInvitations }) {
  const { selected } = useSelection();
  const invitations = plural(selected.length, "invitation");
  return (
    <ConfirmButton
      variant="danger-outline"
      size="sm"
      label={selected.length > 0 ? `Delete selected (${selected.length})` : "Delete selected"}
      disabled={selected.length === 0}
      confirmLabel="Delete"
      title={`Delete ${invitations}?`}
      action={() => action({ invitationIds: [...selected] })}
      successMessage={`${invitations} deleted.`}
      moveFocus={focusListTotal}
    >
      {invitations} will end, and the links in their mails stop working at once.
    </ConfirmButton>
  );
}
