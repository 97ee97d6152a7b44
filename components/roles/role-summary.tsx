import { Fact, Facts } from "@/components/facts";
import { FrameLink } from "@/components/frame/frame-link";
import { plural, total } from "@/components/plural";
import type { Role } from "@/db/roles/rows";

type RoleSummaryProps = { readonly role: Role; readonly rolesHref: string };

export function RoleSummary({ role, rolesHref }: RoleSummaryProps) {
  return (
    <>
      <FrameLink href={rolesHref} className="link self-start">
        All roles
      </FrameLink>
      <Facts>
        <Fact term="Allows">
          {role.isAdministrator
            ? "Everything, also what comes with a later version. It cannot be changed."
            : plural(role.permissions.length, "permission")}
        </Fact>
        <Fact term="Given to">{plural(role.groupCount, "group")}</Fact>
        <Fact term="Held by">{total(role.people, "person", "people")}</Fact>
      </Facts>
    </>
  );
}
