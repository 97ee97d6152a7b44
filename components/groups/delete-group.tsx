import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { richText } from "@/components/ui/rich-text";
import type { Group } from "@/db/groups/types";
import type { ActionResult } from "@/lib/action-result";
import { upTo } from "@/lib/plural";

type DeleteGroupProps = {
  readonly group: Pick<Group, "id" | "name" | "members" | "pendingInvitations">;
  readonly action: (input: { groupId: string }) => Promise<ActionResult<void>>;
  readonly groupsHref: string;
};

export function DeleteGroup({ group, action, groupsHref }: DeleteGroupProps) {
  const { id, name, members, pendingInvitations } = group;
  const t = useTranslations("groups.delete");
  const common = useTranslations("common");
  return (
    <ConfirmButton
      label={t("submit")}
      variant="danger-outline"
      title={t("title")}
      action={action.bind(null, { groupId: id })}
      successMessage={t("done")}
      redirectTo={groupsHref}
    >
      <p>{t.rich("members", { ...richText, group: name, count: members, shown: upTo(common, members) })}</p>
      {pendingInvitations > 0 && (
        <p className="mt-2">
          {t("invitations", { count: pendingInvitations, shown: upTo(common, pendingInvitations) })}
        </p>
      )}
    </ConfirmButton>
  );
}
