import { type SQL, sql } from "drizzle-orm";
import { isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { COUNT_UP_TO, constant, countUpTo } from "@/db/lists/keyset";
import { isValid, type Session } from "@/db/sessions/session";
import { uuids } from "@/db/uuid";

/** Where in their tree somebody may work. */
export type AccessibleOrganizations = {
  readonly userId: string;
  readonly rootId: string;
  readonly handle: string;
  /** In all below some organizations, and in some others alone; null for a member of so many that they are not read. */
  readonly organizations: { readonly below: readonly Held[]; readonly alone: readonly string[] } | null;
};

/** An organization in which groups allow something; none is below another in which one may enter all below. */
type Held = { readonly id: string; readonly path: readonly string[]; readonly enters: boolean };

type Row = { rootId: string; handle: string; many: boolean; held: Held[] };

/** What the session's account may enter; null for nothing at all, and for a session that has ended. */
export async function findAccessibleOrganizations(
  db: Database,
  session: Session,
): Promise<AccessibleOrganizations | null> {
  const [row] = await db.execute<Row>(sql`
    select u.root_id as "rootId", root.handle, memberships.counted > ${constant(COUNT_UP_TO)} as many,
      (select coalesce(json_agg(held), '[]') from (
        select o.id, o.path, bool_or(r.is_administrator or 'organizations.enter' = any(r.permissions)) as enters
        from (select * from memberships m where m.user_id = u.id and ${isCurrent(sql`m`)} and memberships.counted <= ${constant(COUNT_UP_TO)}
          limit ${constant(COUNT_UP_TO)}) as m
        join membership_groups mg on mg.organization_id = m.organization_id and mg.user_id = m.user_id
        cross join lateral (${rolesOf(sql`mg`)}) as r
        join organizations o on o.id = m.organization_id
        where r.is_administrator or cardinality(r.permissions) > 0
        group by o.id) as held) as held
    from users u
    join organizations root on root.id = u.root_id
    cross join lateral (select ${countUpTo(sql`from memberships m where m.user_id = u.id`)} as counted) as memberships
    where ${isValid(session, sql`u`)}`);
  if (!row || (!row.many && row.held.length === 0)) return null;
  const { rootId, handle, many, held } = row;
  return { userId: session.userId, rootId, handle, organizations: many ? null : placesOf(held) };
}

/** The roles of a group, looked up by it: of the average organization a plan would read all groups. */
function rolesOf(group: SQL): SQL {
  return sql`
    select r.* from group_roles gr join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
    where gr.organization_id = ${group}.organization_id and gr.group_id = ${group}.group_id offset 0`;
}

function placesOf(held: readonly Held[]): AccessibleOrganizations["organizations"] {
  const entered = new Set(held.filter(({ enters }) => enters).map(({ id }) => id));
  const outermost = held.filter(({ path }) => !path.slice(0, -1).some((id) => entered.has(id)));
  return {
    below: outermost.filter(({ enters }) => enters),
    alone: outermost.filter(({ enters }) => !enters).map(({ id }) => id),
  };
}

/** The same as a condition on `o`, an organization of their tree; null where it is the whole tree. */
export function within({ userId, rootId, organizations }: AccessibleOrganizations): SQL | null {
  if (organizations === null) return canWorkIn(sql`${userId}::uuid`);
  const { below, alone } = organizations;
  if (below.some(({ id }) => id === rootId)) return null;
  const ids = below.map(({ id }) => id);
  if (ids.length === 0) return sql`o.id = any(${uuids(alone)})`;
  if (alone.length === 0) return sql`o.path && ${uuids(ids)}`;
  return sql`(o.path && ${uuids(ids)} or o.id = any(${uuids(alone)}))`;
}

/**
 * The same again, asked of one organization `o` at a time: whether the user's groups allow anything there, or entering
 * what is below in one above. Said as a value, and each step with an end, so that the planner does not read all of somebody's groups for it.
 */
export function canWorkIn(user: SQL): SQL {
  return sql`coalesce((
    select true from membership_groups mg
    cross join lateral (select from memberships held
      where held.organization_id = mg.organization_id and held.user_id = mg.user_id and ${isCurrent(sql`held`)} offset 0) as held
    cross join lateral (${rolesOf(sql`mg`)}) as r
    where mg.user_id = ${user} and mg.organization_id = any(o.path)
      and (r.is_administrator or 'organizations.enter' = any(r.permissions)
        or (mg.organization_id = o.id and cardinality(r.permissions) > 0))
    limit 1), false)`;
}
