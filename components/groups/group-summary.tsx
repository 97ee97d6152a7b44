import { Fact, Facts } from "@/components/facts";
import { FrameLink } from "@/components/frame/frame-link";
import { Name } from "@/components/name";
import { NameList } from "@/components/name-list";
import { upTo } from "@/components/plural";
import type { Group } from "@/db/groups/rows";

type GroupSummaryProps = {
  readonly group: Group;
  readonly groupsHref: string;
  /** Null for whom may not see roles. */
  readonly roleHref: ((id: string) => string) | null;
};

export function GroupSummary({ group, groupsHref, roleHref }: GroupSummaryProps) {
  const { description, roles, roleCount, members, pendingInvitations } = group;
  return (
    <>
      <FrameLink href={groupsHref} className="link self-start">
        All groups
      </FrameLink>
      <Facts>
        {description && (
          <Fact term="Description">
            <Name className="whitespace-pre-line">{description}</Name>
          </Fact>
        )}
        <Fact term="Roles">
          <NameList
            items={roles.map((role) => ({ ...role, href: roleHref?.(role.id) ?? null }))}
            count={roleCount}
          />
        </Fact>
        <Fact term="Members">{upTo(members)}</Fact>
        {pendingInvitations > 0 && <Fact term="Invited">{upTo(pendingInvitations)} pending</Fact>}
      </Facts>
    </>
  );
}
