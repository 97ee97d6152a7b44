import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { NavLink } from "@/components/ui/nav-link";
import type { Role } from "@/db/roles/types";
import { plural, total } from "@/lib/plural";

type RoleSummaryProps = { readonly role: Role; readonly rolesHref: string };

export function RoleSummary({ role, rolesHref }: RoleSummaryProps) {
  return (
    <>
      <NavLink href={rolesHref} className="link self-start">
        All roles
      </NavLink>
      <DescriptionList>
        <DescriptionItem term="Allows">
          {role.isAdministrator
            ? "Everything, also what comes with a later version. It cannot be changed."
            : plural(role.permissions.length, "permission")}
        </DescriptionItem>
        <DescriptionItem term="Given to">{plural(role.groupCount, "group")}</DescriptionItem>
        <DescriptionItem term="Held by">{total(role.people, "person", "people")}</DescriptionItem>
      </DescriptionList>
    </>
  );
}
