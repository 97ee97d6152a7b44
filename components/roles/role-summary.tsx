import { FrameLink } from "@/components/frame/frame-link";
import { Name } from "@/components/name";
import type { RoleRow } from "@/db/roles/rows";

type RoleSummaryProps = {
  readonly role: RoleRow;
  readonly rolesHref: string;
  /** Null for whom may not see groups. */
  readonly groupHref: ((id: string) => string) | null;
};

export function RoleSummary({ role, rolesHref, groupHref }: RoleSummaryProps) {
  return (
    <div className="flex flex-col gap-2">
      <FrameLink href={rolesHref} className="link self-start">
        All roles
      </FrameLink>
      {role.isAdministrator && (
        <p>It has everything, also what comes with a later version, and cannot be changed.</p>
      )}
      <p className="text-muted">
        {role.groups.length === 0 ? "No group has it." : "Given to groups: "}
        {role.groups.map(({ id, name }, at) => (
          <span key={id}>
            {at > 0 && ", "}
            {groupHref ? (
              <FrameLink href={groupHref(id)} className="link">
                <Name>{name}</Name>
              </FrameLink>
            ) : (
              <Name>{name}</Name>
            )}
          </span>
        ))}
      </p>
    </div>
  );
}
