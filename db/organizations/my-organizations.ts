import { and, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { countUpTo, type ListInput, readPage, totalOf } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { matches } from "@/db/lists/search";
import { dependentMembership, dependentMemberships } from "@/db/memberships/dependent-memberships";
import { type Actor, actorRow } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { organizations } from "@/db/schema";
import { isValid, type Session } from "@/db/sessions/session";
import { hasConfirmedAddress } from "@/db/users/confirmed-address";
import { isUuid } from "@/db/uuid";
import { canWorkIn } from "./accessible";

const myOrganization = z.object({
  id: z.string(),
  name: z.string(),
  handle: z.string(),
  timeZone: z.string(),
  joinedAt: z.coerce.date(),
  /** When the membership ends; null for no end. */
  ends: z.coerce.date().nullable(),
  active: z.boolean(),
  /** Whether the user can open its console. A member without any permission can't. */
  enterable: z.boolean(),
});
export type MyOrganization = Readonly<z.infer<typeof myOrganization>>;

const joinedOrganization = myOrganization.extend({
  invitedBy: z.string().nullable(),
  ending: dependentMembership,
});

/** An organization that the account joined by invitation and can leave. */
export type JoinedOrganization = Readonly<z.infer<typeof joinedOrganization>>;

export type MyMemberships = {
  readonly actor: Actor;
  /** The organization that manages the account. */
  readonly home: MyOrganization;
  readonly joined: Page<JoinedOrganization>;
  /** The name of the requested organization, if the account is a member of it. */
  readonly requestedName: string | null;
};

const o = alias(organizations, "o");

/**
 * The organizations of the session's account.
 * @param call.input which page of the organizations that it joined by invitation
 * @param call.requestedId the id of an organization: not validated
 * @returns null for a session that has ended
 */
export async function getMyOrganizations(call: {
  db: Database;
  session: Session;
  input: ListInput<"name">;
  requestedId: string | null;
}): Promise<MyMemberships | null> {
  const { db, session, input } = call;
  const me = await findMe(call);
  if (!me) return null;
  return { ...me, joined: await listJoined(db, session.userId, input) };
}

async function listJoined(
  db: Database,
  userId: string,
  input: ListInput<"name">,
): Promise<Page<JoinedOrganization>> {
  const user = sql`${userId}::uuid`;
  const joined = and(
    sql`m.user_id = ${user}`,
    sql`m.origin = 'invited'`,
    isCurrent(sql`m`),
    matches(o.search, input.search),
  );
  const from = sql`
    from memberships m
    join organizations o on o.id = m.organization_id`;
  return await readPage({ column: o.search, id: o.id }, input, async (list) => {
    const query = rowsOf(db, joinedOrganization.extend({ cursor: z.string() }))`
      select
        ${organizationColumns(user)},
        inviter.name as "invitedBy",
        row_to_json(ending) as ending,
        ${list.cursor} as cursor
      ${from}
      join organizations root on root.id = o.root_id
      left join users inviter on inviter.id = m.invited_by_id
      cross join lateral (${dependentMemberships(sql`o.id`, user)}) as ending
      where ${and(joined, list.afterCursor)}
      order by ${sql.join(list.orderBy, sql`, `)}
      limit ${list.limit}`;
    const count = rowsOf(db, z.object({ count: z.number() }))`
      select ${countUpTo(sql`${from} where ${joined}`)} as count`;
    const [rows, [counted]] = await Promise.all([query, count]);
    return [rows, totalOf(counted?.count ?? 0)];
  });
}

const meRow = z.object({ actor: actorRow, home: myOrganization, requestedName: z.string().nullable() });

async function findMe(call: {
  db: Database;
  session: Session;
  requestedId: string | null;
}): Promise<z.infer<typeof meRow> | null> {
  const requestedId = call.requestedId !== null && isUuid(call.requestedId) ? call.requestedId : null;
  const [me] = await rowsOf(call.db, meRow)`
    select
      json_build_object(
        'id', u.id,
        'username', u.username,
        'name', u.name,
        'email', u.email,
        'hasConfirmedAddress', ${hasConfirmedAddress(sql`u`)},
        'wantsResponseEmails', u.wants_response_emails,
        'managedBy', json_build_object('id', o.id, 'name', o.name)
      ) as actor,
      (select row_to_json(home) from (select ${organizationColumns(sql`u.id`)}) as home) as home,
      (
        select requested.name
        from memberships am
        join organizations requested on requested.id = am.organization_id
        where am.user_id = u.id and ${isCurrent(sql`am`)} and am.organization_id = ${requestedId}::uuid
      ) as "requestedName"
    from users u
    join organizations o on o.id = u.managing_organization_id
    join organizations root on root.id = o.root_id
    join memberships m on m.organization_id = o.id and m.user_id = u.id
    where ${isValid(call.session, sql`u`)}`;
  return me ?? null;
}

/** The columns of an organization `o` with its `root`, and of the user's membership `m` in it. */
function organizationColumns(user: SQL): SQL {
  return sql`
    o.id,
    o.name,
    root.handle,
    o.time_zone as "timeZone",
    to_json(m.joined_at) as "joinedAt",
    to_json(nullif(m.ends, 'infinity')) as ends,
    ${isActive(sql`o.path`)} as active,
    ${canWorkIn(user)} as enterable`;
}
