import { getTranslations } from "next-intl/server";
import { bothWays, readListParams, type SearchParams } from "@/app/_server/list-params";
import { consolePath, scopeOf } from "@/app/_server/paths";
import { AddMembers } from "@/components/groups/add-members";
import { MembersTable } from "@/components/groups/members-table";
import { ListView } from "@/components/ui/list-view";
import { Section } from "@/components/ui/section";
import type { Group } from "@/db/groups/types";
import { listMembers, MEMBER_SORTS } from "@/db/memberships/list";
import { can, type RequestContext } from "@/db/request-context";
import { addMembersAction, findUserChoicesAction, removeMembersAction } from "./actions";

type GroupMembersProps = {
  readonly ctx: RequestContext;
  readonly group: Group;
  readonly searchParams: SearchParams;
};

export async function GroupMembers({ ctx, group, searchParams }: GroupMembersProps) {
  const scope = scopeOf(ctx);
  const path = consolePath(scope, `/groups/${group.id}`);
  const { input, address, defaultSort } = await readListParams(
    path,
    searchParams,
    bothWays("name", MEMBER_SORTS),
  );
  const members = await listMembers({ ctx, input: { ...input, groupId: group.id } });
  const usersHref = can(ctx, "users.view") ? consolePath(scope, "/users") : null;
  const t = await getTranslations("groups.members");
  const named = { id: group.id, name: group.name };
  const assigns = can(ctx, "users.assign");
  return (
    <Section
      headingId="members"
      title={t("title")}
      aside={
        assigns &&
        usersHref && (
          <AddMembers
            group={named}
            search={findUserChoicesAction.bind(null, scope)}
            add={addMembersAction.bind(null, scope)}
          />
        )
      }
    >
      <ListView
        label={t("title")}
        noun="member"
        address={address}
        page={members}
        empty={{
          title: t("empty.title"),
          hint: t("empty.hint"),
        }}
        narrowed={input.search !== ""}
      >
        <MembersTable
          rows={members.rows.map((row) => ({ ...row, href: usersHref && `${usersHref}/${row.userId}` }))}
          address={address}
          defaultSort={defaultSort}
          group={named}
          removeMembers={assigns ? removeMembersAction.bind(null, scope) : null}
        />
      </ListView>
    </Section>
  );
}
