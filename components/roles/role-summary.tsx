import { useTranslations } from "next-intl";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Name } from "@/components/ui/name";
import type { Role } from "@/db/roles/types";
import { formatTotal } from "@/lib/plural";

export function RoleSummary({ role }: { readonly role: Role }) {
  const t = useTranslations("roles");
  const common = useTranslations("common");
  const { description, people } = role;
  return (
    <DescriptionList>
      {description && (
        <DescriptionItem term={t("details.description")}>
          <Name className="whitespace-pre-line">{description}</Name>
        </DescriptionItem>
      )}
      <DescriptionItem term={t("details.permissions")}>
        {role.isAdministrator
          ? t("details.administrator")
          : common("count", { count: role.permissions.length })}
      </DescriptionItem>
      <DescriptionItem term={t("details.groups")}>
        {common("count", { count: role.groupCount })}
      </DescriptionItem>
      <DescriptionItem term={t("details.people")}>{formatTotal(common, people)}</DescriptionItem>
    </DescriptionList>
  );
}
