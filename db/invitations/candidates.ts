import { type SQL, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import type { Database, Transaction } from "@/db/client";
import type { Candidate } from "@/db/invitations/rules";
import type { RequestContext } from "@/db/request-context";

/**
 * A select of those of the usernames who are members of the parent, with what `rejectionReason` asks of them. An invitation
 * that has expired stands in nobody's way.
 */
export function membersOfParent(ctx: RequestContext, parentId: string, usernames: SQL): SQL {
  const here = ctx.organization.id;
  return sql`
    select pm.username, pm.name, pm.search, pm.user_id, u.email, u.disabled_at is not null as disabled,
      exists (select from memberships m where m.organization_id = ${here} and m.user_id = pm.user_id and ${isCurrent(sql`m`)}) as member,
      p.id as pending_id, p.request_id as pending_request
    from memberships pm
    join users u on u.id = pm.user_id
    left join lateral (
      -- The limit makes it a look-up for each, whatever the planner believes to know of the table.
      select id, request_id from invitations i
      where i.organization_id = ${here} and i.user_id = pm.user_id and i.status = 'pending' and i.expires_order > now()
      limit 1) as p on true
    where pm.organization_id = ${parentId} and pm.username = any(${usernames}) and ${isCurrent(sql`pm`)}`;
}

/** A select of those of the usernames who are members here, as far as `rejectionReason` asks. */
export function membersHere(ctx: RequestContext, usernames: SQL): SQL {
  return sql`
    select username, user_id from memberships m
    where ${isCurrent(sql`m`)} and organization_id = ${ctx.organization.id} and username = any(${usernames})`;
}

/** What stands for or against inviting each of the usernames; whom neither organization knows is left out. */
export async function findCandidates(
  db: Database | Transaction,
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<Map<string, Candidate>> {
  const asked = sql`${sql.param([...usernames])}::text[]`;
  const rows = await db.execute<Candidate & { username: string }>(sql`
    with known as (${membersOfParent(ctx, parentId, asked)})
    select username, user_id as "userId", email, disabled, member, pending_id is not null as pending from known
    union all
    select username, user_id, null, false, true, false from (${membersHere(ctx, asked)}) as own
    where username not in (select username from known)`);
  return new Map(rows.map((row) => [row.username, row]));
}
