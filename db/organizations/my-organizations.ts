import { and, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { constant, countUpTo, keyset, type ListInput, matches, totalOf } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { dateOf } from "@/db/lists/read-list";
import { type DependentMembership, dependentMemberships } from "@/db/memberships/dependent-memberships";
import type { Actor, OrganizationRef } from "@/db/request-context";
import { organizations } from "@/db/schema";
import { isValid, type Session } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";
import { canWorkIn } from "./accessible";

export type MyOrganization = OrganizationRef & {
  readonly handle: string;
  readonly joinedAt: Date;
  /** When the membership ends; null for no end. */
  readonly ends: Date | null;
  readonly active: boolean;
  /** Whether its console opens: a member whose groups allow nothing has nothing to see there. */
  readonly enterable: boolean;
};

/** Where one is a member by invitation, which one can leave. */
export type JoinedOrganization = MyOrganization & {
  readonly invitedBy: string | null;
  readonly ending: DependentMembership;
};

export type MyInvitation = {
  readonly id: string;
  readonly organizationName: string;
  readonly parentName: string;
  readonly inviterName: string | null;
  readonly expiresAt: Date | null;
};

export type MyMemberships = {
  readonly actor: Actor;
  /** The organization that manages the account. */
  readonly home: MyOrganization;
  readonly joined: Page<JoinedOrganization>;
  /** The newest, at most 100. */
  readonly invitations: readonly MyInvitation[];
  /** The name of the organization that was asked for, where one is a member of it. */
  readonly askedFor: string | null;
};

const o = alias(organizations, "o");
const INVITATIONS = 100;

/**
 * The organizations of the session's account and the invitations for it. No link is here: links are in emails only.
 * @param call.input which page of the organizations that it joined by invitation
 * @param call.askedFor the id of an organization, from outside
 * @returns null for a session that has ended
 */
export async function getMyOrganizations(call: {
  db: Database;
  session: Session;
  input: ListInput<"name">;
  askedFor: string | null;
}): Promise<MyMemberships | null> {
  const { db, session, input } = call;
  const me = await findMe(call);
  if (!me) return null;
  const { actor, home, invitations, askedFor } = me;
  return {
    actor,
    home: dated(home),
    joined: await listJoined(db, session.userId, input),
    invitations: invitations.map((invitation) => ({
      ...invitation,
      expiresAt: dateOf(invitation.expiresAt),
    })),
    askedFor,
  };
}

async function listJoined(
  db: Database,
  userId: string,
  input: ListInput<"name">,
): Promise<Page<JoinedOrganization>> {
  const list = keyset({ column: o.search, id: o.id }, input);
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
  const [rows, [counted]] = await Promise.all([
    db.execute<Json<JoinedOrganization> & { cursor: string }>(sql`
      select
        ${organizationColumns(user)},
        inviter.name as "invitedBy",
        row_to_json(ending) as ending,
        ${list.cursor} as cursor
      ${from}
      join organizations root on root.id = o.root_id
      left join users inviter on inviter.id = m.invited_by_id
      cross join lateral (${dependentMemberships(sql`o.id`, user)}) as ending
      where ${and(joined, list.beyond)}
      order by ${sql.join(list.orderBy, sql`, `)}
      limit ${list.limit}`),
    db.execute<{ count: number }>(sql`select ${countUpTo(sql`${from} where ${joined}`)} as count`),
  ]);
  return list.page(rows.map(dated), totalOf(counted?.count ?? 0));
}

type Json<Row extends MyOrganization> = Omit<Row, "joinedAt" | "ends"> & {
  joinedAt: string;
  ends: string | null;
};

type Me = Pick<MyMemberships, "actor" | "askedFor"> & {
  home: Json<MyOrganization>;
  invitations: (Omit<MyInvitation, "expiresAt"> & { expiresAt: string | null })[];
};

async function findMe(call: { db: Database; session: Session; askedFor: string | null }): Promise<Me | null> {
  const [me] = await call.db.execute<Me>(sql`
    select
      json_build_object('id', u.id, 'username', u.username, 'name', u.name, 'email', u.email, 'wantsResponseEmails', u.wants_response_emails,
        'managedBy', json_build_object('id', o.id, 'name', o.name)) as actor,
      (select row_to_json(home) from (select ${organizationColumns(sql`u.id`)}) as home) as home,
      (select coalesce(json_agg(pending), '[]') from (
        select i.id, io.name as "organizationName", parent.name as "parentName", inviter.name as "inviterName",
          i.expires_at as "expiresAt"
        from invitations i
        join organizations io on io.id = i.organization_id
        join organizations parent on parent.id = i.parent_organization_id
        left join users inviter on inviter.id = i.inviter_id
        where i.user_id = u.id and i.status = 'pending' and i.expires_order > now() and ${isActive(sql`io.path`)}
        order by i.created_at desc, i.id limit ${constant(INVITATIONS)}) as pending) as invitations,
      (select asked.name from memberships am join organizations asked on asked.id = am.organization_id
        where am.user_id = u.id and ${isCurrent(sql`am`)} and am.organization_id = ${call.askedFor !== null && isUuid(call.askedFor) ? call.askedFor : null}::uuid) as "askedFor"
    from users u
    join organizations o on o.id = u.managing_organization_id
    join organizations root on root.id = o.root_id
    join memberships m on m.organization_id = o.id and m.user_id = u.id
    where ${isValid(call.session, sql`u`)}`);
  return me ?? null;
}

/** Of `o`, an organization, with its `root`, and `m`, the user's membership in it. */
function organizationColumns(user: SQL): SQL {
  return sql`
    o.id,
    o.name,
    root.handle,
    to_json(m.joined_at) #>> '{}' as "joinedAt",
    to_json(nullif(m.ends, 'infinity')) #>> '{}' as ends,
    ${isActive(sql`o.path`)} as active,
    ${canWorkIn(user)} as enterable`;
}

function dated<Row extends { joinedAt: string; ends: string | null }>(row: Row) {
  return { ...row, joinedAt: dateOf(row.joinedAt), ends: dateOf(row.ends) };
}
