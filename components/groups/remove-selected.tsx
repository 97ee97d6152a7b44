"use client";

import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { focusListTotal } from "@/components/ui/list-total";
import { richText } from "@/components/ui/rich-text";
import { useSelection } from "@/components/ui/selection";
import type { ActionResult } from "@/lib/action-result";

export type RemoveMembers = (input: { groupId: string; userIds: string[] }) => Promise<ActionResult<number>>;

type RemoveSelectedProps = {
  readonly group: { readonly id: string; readonly name: string };
  readonly action: RemoveMembers;
};

/** The button in the bar for the selected rows. It asks for confirmation. */
export function RemoveSelected({ group, action }: RemoveSelectedProps) {
  const { selected } = useSelection();
  const t = useTranslations("groups.members.remove");
  const count = selected.length;
  return (
    <ConfirmButton
      variant="danger-outline"
      size="sm"
      label={t("open")}
      confirmLabel={t("submit", { count })}
      title={t("title", { count })}
      action={() => action({ groupId: group.id, userIds: [...selected] })}
      successMessage={t("done", { count })}
      moveFocus={focusListTotal}
    >
      {t.rich("consequences", { ...richText, count, group: group.name })}
    </ConfirmButton>
  );
}
