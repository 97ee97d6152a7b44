import { useTranslations } from "next-intl";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Name } from "@/components/ui/name";
import { NameList } from "@/components/ui/name-list";
import type { Group } from "@/db/groups/types";
import { upTo } from "@/lib/plural";

type GroupSummaryProps = {
  readonly group: Group;
  /** Null if the viewer can't see roles. */
  readonly roleHref: ((id: string) => string) | null;
};

export function GroupSummary({ group, roleHref }: GroupSummaryProps) {
  const { description, roles, roleCount, members, pendingInvitations } = group;
  const t = useTranslations("groups");
  const common = useTranslations("common");
  return (
    <DescriptionList>
      {description && (
        <DescriptionItem term={t("details.description")}>
          <Name className="whitespace-pre-line">{description}</Name>
        </DescriptionItem>
      )}
      <DescriptionItem term={t("details.roles")}>
        <NameList
          items={roles.map((role) => ({ ...role, href: roleHref?.(role.id) ?? null }))}
          count={roleCount}
        />
      </DescriptionItem>
      <DescriptionItem term={t("details.members")}>{upTo(common, members)}</DescriptionItem>
      {pendingInvitations > 0 && (
        <DescriptionItem term={t("details.pendingInvitations")}>
          {upTo(common, pendingInvitations)}
        </DescriptionItem>
      )}
    </DescriptionList>
  );
}
