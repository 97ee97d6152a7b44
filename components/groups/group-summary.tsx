import { FrameLink } from "@/components/frame/frame-link";
import { Name } from "@/components/name";
import { plural } from "@/components/plural";
import type { Group } from "@/db/groups/rows";

type GroupSummaryProps = {
  readonly group: Group;
  readonly groupsHref: string;
  /** Null for whom may not see roles. */
  readonly roleHref: ((id: string) => string) | null;
};

export function GroupSummary({ group, groupsHref, roleHref }: GroupSummaryProps) {
  return (
    <div className="flex flex-col gap-2">
      <FrameLink href={groupsHref} className="link self-start">
        All groups
      </FrameLink>
      {group.description && <Name>{group.description}</Name>}
      <p className="text-muted">
        {group.roleLinks.length === 0 ? "No role is given to it." : "Roles: "}
        {group.roleLinks.map(({ id, name }, at) => (
          <span key={id}>
            {at > 0 && ", "}
            {roleHref ? (
              <FrameLink href={roleHref(id)} className="link">
                <Name>{name}</Name>
              </FrameLink>
            ) : (
              <Name>{name}</Name>
            )}
          </span>
        ))}
      </p>
      {group.pendingInvitations > 0 && (
        <p className="text-muted">{plural(group.pendingInvitations, "pending invitation")} into it.</p>
      )}
    </div>
  );
}
