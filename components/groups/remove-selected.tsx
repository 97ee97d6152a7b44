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

/** Always there, so that the rows do not move when the first is ticked. */
export function RemoveSelected({ group, action }: RemoveSelectedProps) {
  const { chosen } = useSelection();
  const who = plural(chosen.length, "member");
  return (
    <ConfirmButton
      look="danger-outline"
      small
      label={chosen.length > 0 ? `Remove from group (${chosen.length})` : "Remove from group"}
      disabled={chosen.length === 0}
      confirm="Remove"
      title={`Remove ${who}?`}
      action={() => action({ groupId: group.id, userIds: [...chosen] })}
      said={`${who} removed from ${group.name}.`}
      focus={focusListTotal}
    >
      {who} will no longer be in <Name className="font-medium text-foreground">{group.name}</Name>, and lose
      at once what its roles give. They stay users here.
    </ConfirmButton>
  );
}
