import type { Metadata } from "next";
import { openConsole } from "@/app/_server/console";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { foundOr404 } from "@/app/_server/found";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { consolePath, type Scope } from "@/app/_server/paths";
import { GroupSummary } from "@/components/groups/group-summary";
import { ListView } from "@/components/lists/list-view";
import { PermissionList } from "@/components/permission-list";
import { UsersTable } from "@/components/users-table";
import { may } from "@/db/context";
import { getGroup } from "@/db/groups/queries";
import { listMembers, MEMBER_SORTS } from "@/db/memberships/list";

export const metadata: Metadata = { title: "Group" };

type GroupPageProps = { params: Promise<Scope & { groupId: string }>; searchParams: SearchParams };

export default async function GroupPage({ params, searchParams }: GroupPageProps) {
  const ctx = await openConsole(params, "groups.view");
  const { groupId } = await params;
  const group = await foundOr404(getGroup({ ctx, groupId }));
  const path = consolePath(scopeOf(ctx), `/groups/${group.id}`);
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("name", MEMBER_SORTS),
  );
  const members = await listMembers({ ctx, input, groupId });
  const usersHref = may(ctx, "users.view") ? consolePath(scopeOf(ctx), "/users") : null;
  return (
    <ConsolePage ctx={ctx} current="Groups" title={group.name}>
      <GroupSummary
        group={group}
        groupsHref={consolePath(scopeOf(ctx), "/groups")}
        roleHref={may(ctx, "roles.view") ? (id) => consolePath(scopeOf(ctx), `/roles/${id}`) : null}
      />
      <h2 className="text-lg font-semibold">Members</h2>
      <ListView
        label="Members"
        noun="member"
        address={address}
        page={members}
        empty={{
          title: "Nobody is in this group yet",
          hint: "Invite users into it, or add users of this organization.",
        }}
        narrowed={input.search !== ""}
      >
        <UsersTable
          rows={members.rows.map((row) => ({ ...row, href: usersHref && `${usersHref}/${row.userId}` }))}
          address={address}
          defaultSort={defaultSort}
        />
      </ListView>
      <h2 className="text-lg font-semibold">What its members may do</h2>
      <PermissionList permissions={group.permissions} />
    </ConsolePage>
  );
}
