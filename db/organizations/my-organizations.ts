import { type SQL, sql } from "drizzle-orm";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import {
  COUNT_UP_TO,
  constant,
  countUpTo,
  isSearch,
  keyset,
  type ListInput,
  matches,
  type Order,
  totalOf,
} from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { dateOf, readList } from "@/db/lists/read-list";
import { type DependentMembership, findDependentMemberships } from "@/db/memberships/dependent-memberships";
import type { Actor, OrganizationRef } from "@/db/request-context";
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

const BY_NAME: Order = { column: sql`o.search`, type: "text", id: sql`o.id` };
const INVITATIONS = 100;

/**
 * Where the session's account belongs and into what it is invited. No link is here: that is in the mail alone. Two
 * round trips, that cost the same however many organizations it is a member of.
 * @param call.input which page of those that it was invited into
 * @param call.askedFor the id of an organization, taken as hostile
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
  const user = sql`${session.userId}::uuid`;
  const list = keyset(BY_NAME, input);
  const { from, joined } = joinedBy(user, me);
  const ordered = (found: SQL) => sql`
    select ${placeColumns(user)}, inviter.name as "invitedBy", row_to_json(ending) as ending, ${list.cursor} as cursor
    from (${found}) as found
    join organizations o on o.id = found.id
    cross join lateral (select * from memberships m where m.organization_id = o.id and m.user_id = ${user} offset 0) as m
    join organizations root on root.id = o.root_id
    left join users inviter on inviter.id = m.invited_by_id
    cross join lateral (${findDependentMemberships(sql`o.id`, user)}) as ending
    ${list.orderBy}`;
  const all = sql`${from} ${matches(sql`o.search`, input.search)} ${joined}`;
  const { rows, total } = isSearch(input.search)
    ? await readNamed(db, all, list, ordered)
    : await readList<Row>(
        db,
        ordered(sql`${NAMED} ${all} ${list.beyond} ${list.orderBy}`),
        sql`${me.joined}::int`,
      );
  return {
    actor,
    home: dated(home),
    joined: list.page(rows.map(dated), total),
    invitations: invitations.map((mine) => ({ ...mine, expiresAt: dateOf(mine.expiresAt) })),
    askedFor,
  };
}

type Row = Json<JoinedOrganization> & { cursor: string };

const NAMED = sql`select o.id, o.search`;

/**
 * A page of those with a name, and their number. A tree has no more organizations than can be asked at once, unlike its
 * people: as many as are counted are looked for one time, and only where there are more is a page looked for in its order.
 */
async function readNamed(
  db: Database,
  all: SQL,
  { beyond, orderBy }: { beyond: SQL; orderBy: SQL },
  ordered: (found: SQL) => SQL,
): Promise<{ rows: Row[]; total: Page<unknown>["total"] }> {
  const few = sql`(select count(*) <= ${constant(COUNT_UP_TO)} from met)`;
  const found = sql`
    (${NAMED} from met as o where ${few} ${beyond} ${orderBy})
    union all
    (${NAMED} ${all} ${beyond} and not ${few} ${orderBy})`;
  const [answer] = await db.execute<{ rows: Row[]; counted: number }>(sql`
    with met as materialized (${NAMED} ${all} limit ${constant(COUNT_UP_TO + 1)})
    select (select coalesce(json_agg(listed), '[]') from (${ordered(found)}) as listed) as rows,
      (select count(*)::int from met) as counted`);
  if (!answer) throw new Error("A select without from answers with one row.");
  return { rows: answer.rows, total: totalOf(answer.counted) };
}

type Json<Row extends MyOrganization> = Omit<Row, "joinedAt" | "ends"> & {
  joinedAt: string;
  ends: string | null;
};

type Me = Pick<MyMemberships, "actor" | "askedFor"> & {
  rootId: string;
  home: Json<MyOrganization>;
  /** Of how many organizations one is a member by invitation, counted as lists are. */
  joined: number;
  invitations: (Omit<MyInvitation, "expiresAt"> & { expiresAt: string | null })[];
};

async function findMe(call: { db: Database; session: Session; askedFor: string | null }): Promise<Me | null> {
  const [me] = await call.db.execute<Me>(sql`
    select u.root_id as "rootId",
      json_build_object('id', u.id, 'username', u.username, 'name', u.name, 'email', u.email, 'wantsResponseEmails', u.wants_response_emails,
        'managedBy', json_build_object('id', o.id, 'name', o.name)) as actor,
      (select row_to_json(home) from (select ${placeColumns(sql`u.id`)}) as home) as home,
      ${countUpTo(sql`from memberships j where j.user_id = u.id and j.origin = 'invited' and ${isCurrent(sql`j`)}`)} as joined,
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
function placeColumns(user: SQL): SQL {
  return sql`o.id, o.name, root.handle, m.joined_at as "joinedAt", nullif(m.ends, 'infinity') as ends, ${isActive(sql`o.path`)} as active,
    ${canWorkIn(user)} as enterable`;
}

/**
 * Of few, they are read and put in order; of more, all are read in order and what one is a member of stays. Said in
 * ways that leave the planner no choice, because what it knows is the average person.
 */
function joinedBy(user: SQL, me: Pick<Me, "rootId" | "joined" | "home">): { from: SQL; joined: SQL } {
  // Everywhere but there one is by invitation. Said like this, it takes no more than an index to know.
  const tree = sql`from organizations o where o.root_id = ${me.rootId} and o.id <> ${me.home.id}`;
  const by = sql`j.user_id = ${user} and ${isCurrent(sql`j`)}`;
  if (me.joined > COUNT_UP_TO) {
    const joined = sql`and (select true from memberships j where j.organization_id = o.id and ${by})`;
    return { from: tree, joined };
  }
  const these = sql`o.id = any(array(select j.organization_id from memberships j where ${by}))`;
  return { from: sql`${tree} and ${these}`, joined: sql`` };
}

function dated<Row extends { joinedAt: string; ends: string | null }>(row: Row) {
  return { ...row, joinedAt: dateOf(row.joinedAt), ends: dateOf(row.ends) };
}
