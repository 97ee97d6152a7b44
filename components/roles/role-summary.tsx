import { useTranslations } from "next-intl";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import type { Role } from "@/db/roles/types";
import { formatTotal } from "@/lib/plural";

type RoleSummaryProps = { readonly role: Role; readonly rolesHref: string };

export function RoleSummary({ role, rolesHref }: RoleSummaryProps) {
  const t = useTranslations("roles");
  const common = useTranslations("common");
  const { description, people } = role;
  return (
    <>
      <NavLink href={rolesHref} className="link self-start">
        {t("all")}
      </NavLink>
      <DescriptionList>
        {description && (
          <DescriptionItem term={t("details.description")}>
            <Name className="whitespace-pre-line">{description}</Name>
          </DescriptionItem>
        )}
        <DescriptionItem term={t("details.permissions")}>
          {role.isAdministrator
            ? t("details.administrator")
            : t("permissions", { count: role.permissions.length })}
        </DescriptionItem>
        <DescriptionItem term={t("details.groups")}>
          {t("details.groupCount", { count: role.groupCount })}
        </DescriptionItem>
        <DescriptionItem term={t("details.people")}>
          {t("details.peopleCount", { count: people.count, shown: formatTotal(common, people) })}
        </DescriptionItem>
      </DescriptionList>
    </>
  );
}
