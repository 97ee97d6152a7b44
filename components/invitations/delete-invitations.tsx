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
  /** On the invitation's own page, and not in a row of a list. */
  readonly onItsPage?: boolean;
};

export function DeleteInvitation({ id, username, name, action, onItsPage = false }: DeleteInvitationProps) {
  return (
    <ConfirmButton
      look={onItsPage ? "danger-soft" : "danger-outline"}
      small={!onItsPage}
      label="Delete"
      about={`the invitation of ${username}`}
      title="Delete invitation?"
      action={() => action({ invitationIds: [id] })}
      said={`The invitation of ${name} is deleted.`}
      focus={onItsPage ? focusMain : focusListTotal}
    >
      The invitation of <Name className="font-medium text-foreground">{name}</Name> (<Name>{username}</Name>)
      ends, and the link in their mail stops working at once.
    </ConfirmButton>
  );
}

/** There before a row is ticked, so that the rows do not move when the first is. */
export function DeleteSelected({ action }: { readonly action: DeleteInvitations }) {
  const { chosen } = useSelection();
  const what = plural(chosen.length, "invitation");
  return (
    <ConfirmButton
      look="danger-outline"
      small
      label={chosen.length > 0 ? `Delete selected (${chosen.length})` : "Delete selected"}
      disabled={chosen.length === 0}
      confirm="Delete"
      title={`Delete ${what}?`}
      action={() => action({ invitationIds: [...chosen] })}
      said={`${what} deleted.`}
      focus={focusListTotal}
    >
      {what} will end, and the links in their mails stop working at once.
    </ConfirmButton>
  );
}
