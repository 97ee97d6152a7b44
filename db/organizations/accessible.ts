import { or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { isValid, type Session } from "@/db/sessions/session";
import { uuids } from "@/db/uuid";

/** Where in its tree a user can work: in some organizations with everything below them, and in some single organizations. */
export type AccessibleOrganizations = z.infer<typeof accessibleOrganizations>;

const accessibleOrganizations = z.object({
  rootId: z.string(),
  handle: z.string(),
  withBelow: z.array(z.string()),
  others: z.array(z.string()),
});

/** The organizations that the session's account can enter; null if there are none, and for a session that has ended. */
export async function findAccessibleOrganizations(
  db: Database,
  session: Session,
): Promise<AccessibleOrganizations | null> {
  const [row] = await db.execute(sql`
    select
      u.root_id as "rootId",
      root.handle,
      coalesce(array_agg(working.organization_id) filter (where working.enters), '{}') as "withBelow",
      coalesce(array_agg(working.organization_id) filter (where not working.enters), '{}') as others
    from users u
    join organizations root on root.id = u.root_id
    join lateral (
      select m.organization_id, bool_or(r.can_enter_descendants) as enters
      from memberships m
      join membership_groups mg on mg.organization_id = m.organization_id and mg.user_id = m.user_id
      join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
      join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
      where m.user_id = u.id
        and ${isCurrent(sql`m`)}
        and (r.is_administrator or cardinality(r.permissions) > 0)
      group by m.organization_id
    ) as working on true
    where ${isValid(session, sql`u`)}
    group by u.id, root.id`);
  return row ? accessibleOrganizations.parse(row) : null;
}

/** A condition: `o`, an organization of the tree, is one of them. */
export function isAccessible({ withBelow, others }: AccessibleOrganizations): SQL | undefined {
  return or(
    withBelow.length > 0 ? sql`o.path && ${uuids(withBelow)}` : undefined,
    others.length > 0 ? sql`o.id = any(${uuids(others)})` : undefined,
  );
}

/** A condition on a single organization `o`: the user can work there. */
export function canWorkIn(user: SQL): SQL {
  return sql`exists (
    select from memberships own
    join membership_groups mg on mg.organization_id = own.organization_id and mg.user_id = own.user_id
    join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
    join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
    where own.user_id = ${user}
      and own.organization_id = any(o.path)
      and ${isCurrent(sql`own`)}
      and (r.can_enter_descendants or (own.organization_id = o.id and cardinality(r.permissions) > 0))
  )`;
}
