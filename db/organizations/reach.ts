import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { holds, type Session } from "@/db/sessions/session";
import { uuids } from "@/db/uuid";

/** Where in their tree somebody may work: in all below some organizations, and in some others alone. */
export type Reach = {
  readonly rootId: string;
  readonly handle: string;
  /** None of them is below another. */
  readonly below: readonly Held[];
  readonly alone: readonly string[];
};

type Held = { readonly id: string; readonly path: readonly string[] };

/** What the session's account may enter; null for nothing at all, and for a session that has ended. */
export async function findReach(db: Database, session: Session): Promise<Reach | null> {
  const held = await db.execute<Held & { enters: boolean; rootId: string; handle: string }>(sql`
    select o.id, o.path, o.root_id as "rootId", root.handle,
      bool_or(r.is_administrator or 'organizations.enter' = any(r.permissions)) as enters
    from users u
    join memberships m on m.user_id = u.id
    join membership_groups mg on mg.organization_id = m.organization_id and mg.user_id = m.user_id
    join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
    join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
    join organizations o on o.id = m.organization_id
    join organizations root on root.id = o.root_id
    where ${holds(session, sql`u`)} and (r.is_administrator or cardinality(r.permissions) > 0)
    group by o.id, root.id`);
  const [first] = held;
  if (!first) return null;
  const entered = new Set(held.filter(({ enters }) => enters).map(({ id }) => id));
  const outermost = held.filter(({ path }) => !path.slice(0, -1).some((id) => entered.has(id)));
  return {
    rootId: first.rootId,
    handle: first.handle,
    below: outermost.filter(({ enters }) => enters),
    alone: outermost.filter(({ enters }) => !enters).map(({ id }) => id),
  };
}

/** The same as a condition on `o`, an organization. */
export function within({ rootId, below, alone }: Reach): SQL {
  const tree = sql`o.root_id = ${rootId}`;
  if (below.some(({ id }) => id === rootId)) return tree;
  const ids = below.map(({ id }) => id);
  if (ids.length === 0) return sql`${tree} and o.id = any(${uuids(alone)})`;
  if (alone.length === 0) return sql`${tree} and o.path && ${uuids(ids)}`;
  return sql`${tree} and (o.path && ${uuids(ids)} or o.id = any(${uuids(alone)}))`;
}
