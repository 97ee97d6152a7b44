"use client";

import { ConfirmButton } from "@/components/ui/confirm-button";
import { focusListTotal } from "@/components/ui/list-total";
import { Name } from "@/components/ui/name";
import { useSelection } from "@/components/ui/selection";
import type { ActionResult } from "@/lib/action-result";
import { plural } from "@/lib/plural";

export type RemoveMembers = (input: { groupId: string; userIds: string[] }) => Promise<ActionResult<number>>;

type RemoveSelectedProps = {
  readonly group: { readonly id: string; readonly name: string };
  readonly action: RemoveMembers;
};

/** Visible before a row is selected, so that the rows don't move when the first one is. */
export function RemoveSelected({ group, action }: RemoveSelectedProps) {
  const { selected } = useSelection();
  const members = plural(selected.length, "member");
  return (
    <ConfirmButton
      variant="danger-outline"
      size="sm"
      label={selected.length > 0 ? `Remove from group (${selected.length})` : "Remove from group"}
      disabled={selected.length === 0}
      confirmLabel="Remove"
      title={`Remove ${members}?`}
      action={() => action({ groupId: group.id, userIds: [...selected] })}
      successMessage={`${members} removed from ${group.name}.`}
      moveFocus={focusListTotal}
    >
      {members} will no longer be in <Name className="font-medium text-foreground">{group.name}</Name>, and
      lose at once what its roles give. They stay users here.
    </ConfirmButton>
  );
}
