import { sql } from "drizzle-orm";
import { coversGroup, permissionsOfGroup } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { membersOf } from "@/db/groups/members-of";
import {
  COUNT_UP_TO,
  constant,
  countUpTo,
  isSearch,
  keyset,
  type ListInput,
  matches,
  type Order,
} from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { readList } from "@/db/lists/read-list";
import { searchedRows } from "@/db/lists/searched-rows";
import { can, type RequestContext } from "@/db/request-context";
import { isUuid } from "@/db/uuid";
import { ALL_PERMISSIONS, isPermission } from "@/lib/permissions";
import type { Group, GroupChoice, GroupRow } from "./types";

export const GROUP_SORTS = ["name"] as const;
export type GroupSort = (typeof GROUP_SORTS)[number];

const BY_NAME: Order = { column: sql`g.search`, type: "text", id: sql`g.id` };

const carrying = sql`from invitation_groups ig where ig.organization_id = g.organization_id and ig.group_id = g.id`;
const live = sql`i.status = 'pending' and i.expires_order > now()`;

/**
 * Of a group that few invitations have ever carried, these are read; of any other, what is pending in the organization,
 * which time bounds.
 */
const pendingInvitations = sql`case when ${countUpTo(carrying)} <= ${constant(COUNT_UP_TO)}
  then ${countUpTo(sql`
    from (select ig.invitation_id ${carrying} limit ${constant(COUNT_UP_TO)}) as carried
    cross join lateral (select from invitations i where i.id = carried.invitation_id and ${live} offset 0) as i`)}
  else ${countUpTo(sql`
    from invitations i where i.organization_id = g.organization_id and ${live}
      and (select true from invitation_groups ig where ig.invitation_id = i.id and ig.group_id = g.id limit 1)`)} end`;

const columns = (rolesNamed: number) => sql`g.id, g.name, g.description, ${membersOf} as members,
  (select count(*)::int from group_roles gr where gr.organization_id = g.organization_id and gr.group_id = g.id) as "roleCount",
  (select coalesce(json_agg(named), '[]') from (
    select r.id, r.name from group_roles gr join roles r on r.id = gr.role_id
    where gr.organization_id = g.organization_id and gr.group_id = g.id
    order by lower(r.name), r.id limit ${constant(rolesNamed)}) as named) as roles`;

/** A page of the organization's groups. @throws Forbidden without groups.view */
export async function listGroups(call: {
  ctx: RequestContext;
  input: ListInput<GroupSort>;
}): Promise<Page<GroupRow>> {
  const { ctx, input } = call;
  if (!can(ctx, "groups.view")) throw new Forbidden();
  const list = keyset(BY_NAME, input);
  const from = sql`from groups g where g.organization_id = ${ctx.organization.id}`;
  const matching = matches(sql`g.search`, input.search);
  const found = isSearch(input.search)
    ? searchedRows({ from, byTrigrams: from, matching, as: sql`g` }, list)
    : sql`select * ${from} ${list.beyond} ${list.orderBy}`;
  const { rows, total } = await readList<GroupRow & { cursor: string }>(
    ctx.db,
    sql`select ${columns(3)}, ${list.cursor} as cursor from (${found}) as g ${list.orderBy}`,
    countUpTo(sql`${from} ${matching}`),
  );
  return list.page(rows, total);
}

/** One group with what it gives. @throws Forbidden without groups.view, NotFound when it is not of this organization */
export async function getGroup(call: { ctx: RequestContext; groupId: string }): Promise<Group> {
  const { ctx, groupId } = call;
  if (!can(ctx, "groups.view")) throw new Forbidden();
  if (!isUuid(groupId)) throw new NotFound();
  const [group] = await ctx.db.execute<
    Omit<Group, "permissions"> & { administrator: boolean; permissions: string[] }
  >(sql`
    select ${columns(100)}, given.administrator, given.permissions, ${pendingInvitations} as "pendingInvitations"
    from groups g
    cross join lateral (${permissionsOfGroup(sql`g.organization_id`, sql`g.id`)}) as given
    where g.organization_id = ${ctx.organization.id} and g.id = ${groupId}`);
  if (!group) throw new NotFound();
  const { administrator, ...rest } = group;
  return {
    ...rest,
    permissions: administrator ? [...ALL_PERMISSIONS] : group.permissions.filter(isPermission),
  };
}

const CHOICES = 200;
const GIVES_GROUPS = ["invitations.create", "users.create", "users.assign"] as const;

/**
 * Groups to choose from when inviting, creating a user or changing a user's groups, by part of their name, at most 200.
 * @throws Forbidden without invitations.create, users.create or users.assign
 */
export async function listGroupChoices(call: {
  ctx: RequestContext;
  search: string;
}): Promise<GroupChoice[]> {
  const { ctx } = call;
  if (!GIVES_GROUPS.some((permission) => can(ctx, permission))) throw new Forbidden();
  return await ctx.db.execute<GroupChoice>(sql`
    select g.id, g.name, g.description, ${coversGroup(sql`mine`, sql`g.organization_id`, sql`g.id`)} as grantable
    from groups g
    cross join effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as mine
    where g.organization_id = ${ctx.organization.id} ${matches(sql`g.search`, call.search)}
    order by g.search, g.id limit ${constant(CHOICES)}`);
}
