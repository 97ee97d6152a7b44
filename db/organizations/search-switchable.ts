import { and, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isActive } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { matches } from "@/db/lists/search";
import type { Session } from "@/db/sessions/session";
import { uuids } from "@/db/uuid";
import { type AccessibleOrganizations, findAccessibleOrganizations, isAccessible } from "./accessible";
import type { SwitchableOrganization } from "./types";

const SHOWN = 20;

/**
 * Organizations that the session's account can enter, by part of their name: those in which it is a member with at least one
 * permission, and all below one in which it has organizations.enter. At most 20, from the root down.
 * @param call.visited ids of recently visited organizations, not validated. Without a search, the accessible ones come first,
 * in this order
 */
export async function searchSwitchableOrganizations(call: {
  db: Database;
  session: Session;
  search: string;
  visited?: readonly string[];
}): Promise<SwitchableOrganization[]> {
  const { db, session, search, visited = [] } = call;
  const accessible = await findAccessibleOrganizations(db, session);
  if (!accessible) return [];
  const recent = search.trim() === "" && visited.length > 0 ? await findVisited(db, accessible, visited) : [];
  const found = await find(db, accessible, matches(sql`o.search`, search));
  const others = found.filter(({ id }) => !recent.some((organization) => organization.id === id));
  return [...recent, ...others].slice(0, SHOWN);
}

async function findVisited(
  db: Database,
  accessible: AccessibleOrganizations,
  ids: readonly string[],
): Promise<SwitchableOrganization[]> {
  const found = await find(db, accessible, sql`o.id = any(${uuids(ids)})`);
  const byId = new Map(found.map((organization) => [organization.id, organization]));
  return ids.flatMap((id) => byId.get(id) ?? []).map((organization) => ({ ...organization, recent: true }));
}

async function find(
  db: Database,
  accessible: AccessibleOrganizations,
  condition: SQL | undefined,
): Promise<SwitchableOrganization[]> {
  const rows = await db.execute(sql`
    select
      o.id,
      o.name,
      array(
        select above.name
        from organizations above
        where above.id = any(o.path) and above.id <> o.id
        order by above.depth
      ) as above
    from organizations o
    where o.root_id = ${accessible.rootId}
      and ${and(isAccessible(accessible), condition, isActive(sql`o.path`))}
    order by o.depth, o.search, o.id
    limit ${SHOWN}`);
  return foundRows.parse(rows).map((row) => ({ ...row, handle: accessible.handle, recent: false }));
}

const foundRows = z.array(z.object({ id: z.string(), name: z.string(), above: z.array(z.string()) }));
