import { type SQL, sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { constant, isSearch, matches } from "@/db/lists/keyset";
import { searchedRows } from "@/db/lists/searched-rows";
import type { Session } from "@/db/sessions/session";
import { uuids } from "@/db/uuid";
import { type AccessibleOrganizations, findAccessibleOrganizations, within } from "./accessible";
import type { SwitchableOrganization } from "./types";

const SHOWN = 20;
/** So many are looked at to find those that are active. Only where most of them are disabled does it take all. */
const LOOKED_AT = 100;

/**
 * Organizations that the session's account may enter, by part of their name: those in which it is a member with at
 * least one permission, and all below one where it holds organizations.enter. At most 20, shallow ones first.
 * @param call.visited where one was before, taken as hostile: where nothing is searched for, those of them that one may
 * enter come first, in this order
 */
export async function searchSwitchableOrganizations(call: {
  db: Database;
  session: Session;
  search: string;
  visited?: readonly string[];
}): Promise<SwitchableOrganization[]> {
  const { db, session, search, visited = [] } = call;
  const reach = await findAccessibleOrganizations(db, session);
  if (!reach) return [];
  const again = search.trim() === "" && visited.length > 0 ? await findAgain(db, reach, visited) : [];
  const found = await find(db, reach, search);
  const others = found.filter(({ id }) => !again.some((place) => place.id === id));
  return [...again, ...others].slice(0, SHOWN).map((place) => ({ ...place, handle: reach.handle }));
}

async function find(db: Database, reach: AccessibleOrganizations, search: string): Promise<Found[]> {
  const all = sql`select * from organizations o
    where o.root_id = ${reach.rootId} ${matches(sql`o.search`, search)} ${reached(reach)}`;
  const wide = isSearch(search) && isWide(reach);
  const first = await look(db, wide ? firstNamed(reach, search) : sql`${all} ${FIRST.orderBy}`);
  if (first.found.length === SHOWN || first.seen < LOOKED_AT) return first.found;
  return (await look(db, all)).found;
}

/** Goes through an index that has names and their order: of an organization nothing else is read before its name matches. */
function firstNamed(reach: AccessibleOrganizations, search: string): SQL {
  const from = sql`from organizations n where n.root_id = ${reach.rootId}`;
  const condition = within(reach);
  const reachable = condition && sql`and (select ${condition} from organizations o where o.id = n.id)`;
  const matching = sql`${matches(sql`n.search`, search)} ${reachable ?? sql``}`;
  const columns = sql`n.id, n.depth, n.search`;
  const named = searchedRows({ from, byTrigrams: from, matching, as: sql`n`, columns }, FIRST);
  return sql`select o.* from (${named}) as named join organizations o on o.id = named.id`;
}

const IN_ORDER = sql`order by depth, search, id`;
const FIRST = {
  beyond: sql``,
  order: IN_ORDER,
  orderBy: sql`${IN_ORDER} limit ${constant(LOOKED_AT)}`,
  limit: LOOKED_AT,
};

/** All of a tree, or so much that it is not read to be looked through: little is soon read and put in order. */
function isWide(reach: AccessibleOrganizations): boolean {
  return reach.organizations === null || within(reach) === null;
}

function reached(reach: AccessibleOrganizations): SQL {
  const condition = within(reach);
  return condition === null ? sql`` : sql`and ${condition}`;
}

async function findAgain(
  db: Database,
  reach: AccessibleOrganizations,
  ids: readonly string[],
): Promise<Found[]> {
  const these = sql`select * from organizations o
    where o.root_id = ${reach.rootId} and o.id = any(${uuids(ids)}) ${reached(reach)}`;
  const organizations = new Map((await look(db, these)).found.map((place) => [place.id, place]));
  return ids.flatMap((id) => organizations.get(id) ?? []).map((place) => ({ ...place, recent: true }));
}

type Found = Omit<SwitchableOrganization, "handle">;

async function look(db: Database, these: SQL): Promise<{ found: Found[]; seen: number }> {
  const [row] = await db.execute<{ found: Found[]; seen: number }>(sql`
    with seen as materialized (
      select o.id, o.name, o.path, o.depth, o.search from (${these}) as o
    )
    select (select count(*)::int from seen) as seen, (
      select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'recent', false, 'above',
        array(select a.name from organizations a where a.id = any(o.path) and a.id <> o.id order by a.depth))
        order by o.depth, o.search, o.id), '[]')
      from (select * from seen o where ${isActive(sql`o.path`)} order by depth, search, id limit ${constant(SHOWN)}) as o
    ) as found`);
  if (!row) throw new Error("A select without from answers with one row.");
  return row;
}
