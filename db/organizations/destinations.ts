import { sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { constant, matches } from "@/db/lists/keyset";
import type { Destination } from "@/db/organizations/rows";
import { holds, type Session } from "@/db/sessions/session";

const SHOWN = 20;

/**
 * Organizations that the session's account may enter, by part of their name: those in which it is a member with at
 * least one permission, and all below one where it holds organizations.enter. At most 20, shallow ones first.
 */
export async function findDestinations(call: {
  db: Database;
  session: Session;
  search: string;
}): Promise<Destination[]> {
  return await call.db.execute<Destination>(sql`
    with held as (
      select m.organization_id, bool_or(r.is_administrator or 'organizations.enter' = any(r.permissions)) as enters
      from users u
      join memberships m on m.user_id = u.id
      join membership_groups mg on mg.organization_id = m.organization_id and mg.user_id = m.user_id
      join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
      join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
      where ${holds(call.session, sql`u`)}
        and (r.is_administrator or cardinality(r.permissions) > 0)
      group by m.organization_id
    )
    select o.id, o.name, root.handle,
      array(select a.name from organizations a where a.id = any(o.path) and a.id <> o.id order by cardinality(a.path)) as above
    from organizations o join organizations root on root.id = o.root_id
    where (o.id in (select organization_id from held) or o.path && array(select organization_id from held where enters))
      and ${isActive(sql`o.path`)} ${matches(sql`lower(o.name)`, call.search)}
    order by cardinality(o.path), lower(o.name), o.id
    limit ${constant(SHOWN)}`);
}
