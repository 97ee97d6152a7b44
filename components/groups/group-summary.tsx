import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Name } from "@/components/ui/name";
import { NameList } from "@/components/ui/name-list";
import { NavLink } from "@/components/ui/nav-link";
import type { Group } from "@/db/groups/types";
import { upTo } from "@/lib/plural";

type GroupSummaryProps = {
  readonly group: Group;
  readonly groupsHref: string;
  /** Null if the viewer can't see roles. */
  readonly roleHref: ((id: string) => string) | null;
};

export function GroupSummary({ group, groupsHref, roleHref }: GroupSummaryProps) {
  const { description, roles, roleCount, members, pendingInvitations } = group;
  return (
    <>
      <NavLink href={groupsHref} className="link self-start">
        All groups
      </NavLink>
      <DescriptionList>
        {description && (
          <DescriptionItem term="Description">
            <Name className="whitespace-pre-line">{description}</Name>
          </DescriptionItem>
        )}
        <DescriptionItem term="Roles">
          <NameList
            items={roles.map((role) => ({ ...role, href: roleHref?.(role.id) ?? null }))}
            count={roleCount}
          />
        </DescriptionItem>
        <DescriptionItem term="Members">{upTo(members)}</DescriptionItem>
        {pendingInvitations > 0 && (
          <DescriptionItem term="Invited">{upTo(pendingInvitations)} pending</DescriptionItem>
        )}
      </DescriptionList>
    </>
  );
}
