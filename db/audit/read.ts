import { type SQL, sql } from "drizzle-orm";
import { COUNT_UP_TO, constant, hasTrigrams, matches } from "@/db/lists/keyset";
import { ofOrganization, searchedRows } from "@/db/lists/searched-rows";
import type { RequestContext } from "@/db/request-context";
import { AUDIT_OUTCOMES, type AuditFilter } from "./types";

/** So many names at most are read one by one. */
const FEW = 100;
/** So many names are looked through for one or two letters, which no index finds. */
const LOOKED_THROUGH = 2000;
/** When a search finds more names, so many of the newest rows are looked through. */
export const NEWEST = 2000;

/** A filter whose search has been looked up: the names that it finds, or "many". */
export type LookedUp = AuditFilter & { readonly names: readonly string[] | "many" | null };

export type Reading = {
  /** A condition: beyond the cursor, if there is one. */
  readonly beyond: SQL;
  /** "desc" from the newest, "asc" back to it. */
  readonly direction: SQL;
  readonly limit: number;
};

/**
 * What a search finds among the names of this audit, which are few beside its rows; "many" also for one or two letters
 * among more names than are looked through. No round trip without a search.
 */
export async function lookUp(ctx: RequestContext, filter: AuditFilter): Promise<LookedUp> {
  const { search } = filter;
  if (!search) return { ...filter, names: null };
  if (filter.object) return { ...filter, names: "many" }; // its rows are few, and soon looked through
  const names = hasTrigrams(search) ? await find(ctx, search) : await lookThrough(ctx, search);
  return { ...filter, names: names === null || names.length > FEW ? "many" : [...new Set(names)] };
}

/** One name more than are read one by one tells that there are too many. */
async function find({ db, organization }: RequestContext, search: string): Promise<string[]> {
  const order = sql`order by n.name`;
  const limit = FEW + 1;
  const found = await db.execute<{ name: string }>(sql`
    select name from (${searchedRows(
      {
        from: sql`from audit_names n where n.organization_id = ${organization.id}`,
        byTrigrams: sql`from audit_names n where ${ofOrganization(sql`n.organization_id`, organization.id)}`,
        matching: matches(sql`n.search`, search),
        as: sql`n`,
      },
      { beyond: sql``, order, orderBy: sql`${order} limit ${constant(limit)}`, limit },
    )}) as n`);
  return found.map(({ name }) => name);
}

async function lookThrough({ db, organization }: RequestContext, search: string): Promise<string[] | null> {
  const [looked] = await db.execute<{ all: boolean; names: string[] }>(sql`
    select count(*) <= ${constant(LOOKED_THROUGH)} as all,
      coalesce(array_agg(n.name) filter (where true ${matches(sql`n.search`, search)}), '{}') as names
    from (select n.name, n.search from audit_names n where n.organization_id = ${organization.id}
      order by n.name limit (select ${constant(LOOKED_THROUGH + 1)})) as n`);
  return looked?.all ? looked.names : null;
}

/**
 * `at` and `id` of the audit rows that a filter leaves, of this organization and of what its administrators did below,
 * in the order of time and no more than asked for. Each read is of one index that has what matches in that order, so
 * that none reads more than it hands on. When the search finds many names, only the newest rows are looked through.
 */
export function readAudit(ctx: RequestContext, filter: LookedUp, reading: Reading): SQL {
  const { beyond, direction, limit } = reading;
  const { names } = filter;
  const each =
    names === "many"
      ? sql`select e.at, e.id from (${newest(ctx, filter)}) as e where true ${containing(filter)} ${beyond}`
      : everyRead(ctx, { ...filter, names }, reading);
  return sql`select distinct e.at, e.id from (${each}) as e
    order by e.at ${direction}, e.id ${direction} limit ${constant(limit)}`;
}

/** One row: their `count` up to 1,000, whether there are `more`, and whether older ones were left aside. */
export function countAudit(ctx: RequestContext, filter: LookedUp): SQL {
  const { names } = filter;
  if (names === "many") {
    return sql`select count(*) filter (where true ${containing(filter)})::int as count, false as more,
      count(*) = ${constant(NEWEST)} as "newestOnly" from (${newest(ctx, filter)}) as e`;
  }
  const reading = { ...FROM_THE_NEWEST, limit: COUNT_UP_TO + 1 };
  return sql`select least(count(distinct e.id), ${constant(COUNT_UP_TO)})::int as count,
      count(distinct e.id) > ${constant(COUNT_UP_TO)} as more, false as "newestOnly"
    from (${everyRead(ctx, { ...filter, names }, reading)} limit ${constant(2 * reading.limit)}) as e`; // none comes thrice
}

function everyRead(
  ctx: RequestContext,
  filter: AuditFilter & { names: readonly string[] | null },
  reading: Reading,
): SQL {
  return filter.names === null
    ? reads(ctx, filter, reading, narrowed(filter))
    : namedReads(ctx, filter, reading, filter.names);
}

const FROM_THE_NEWEST = { beyond: sql``, direction: sql`desc` };

function newest(ctx: RequestContext, filter: AuditFilter): SQL {
  const each = reads(
    ctx,
    filter,
    { ...FROM_THE_NEWEST, limit: NEWEST },
    narrowed(filter),
    sql`e.at, e.id, e.actor_name, e.subject_name`,
  );
  return sql`select * from (${each}) as e order by e.at desc, e.id desc limit ${constant(NEWEST)}`;
}

/** Of each name, what its bearer did and what was done to it; rows that are both come twice. */
function namedReads(
  ctx: RequestContext,
  filter: AuditFilter,
  reading: Reading,
  names: readonly string[],
): SQL {
  const { person, action } = filter;
  const acting = sql`${action ? sql`and ${DEED} = n.name || ' ' || ${action}` : sql`and e.actor_name = n.name`}
    ${person ? sql`and n.name = ${person}` : sql``}`;
  const suffering = sql`and e.subject_name = n.name ${besides({ person, action })}`;
  return sql`select e.at, e.id from unnest(${sql.param([...names])}::text[]) as n (name)
    cross join lateral (${reads(ctx, filter, reading, acting)} union all ${reads(ctx, filter, reading, suffering)}) as e`;
}

/** What was done here and, from here, below; done and refused apart, as the indexes have them. */
function reads(
  ctx: RequestContext,
  filter: AuditFilter,
  reading: Reading,
  condition: SQL,
  columns = sql`e.at, e.id`,
): SQL {
  const { beyond, direction, limit } = reading;
  const each = (filter.outcome ? [filter.outcome] : AUDIT_OUTCOMES).flatMap((outcome) =>
    [sql`e.organization_id`, sql`e.acting_from_id`].map(
      (scope) => sql`(select ${columns} from audit_events e
        where ${scope} = ${ctx.organization.id} and e.outcome = ${outcome} ${condition} ${onDay(filter)} ${beyond}
        order by e.at ${direction}, e.id ${direction} limit ${constant(limit)})`,
    ),
  );
  return sql.join(each, sql` union all `);
}

/** The condition that an index is for; whatever else there is must not tempt the planner to another one. */
function narrowed({ person, action, object }: AuditFilter): SQL {
  if (object) return sql`and e.subject_id = ${object} ${besides({ person, action })}`;
  if (person && action) return sql`and ${DEED} = ${`${person} ${action}`}`;
  if (person) return sql`and e.actor_name = ${person}`;
  return action ? sql`and e.action = ${action}` : sql``;
}

/** Conditions in a form that no index has. */
function besides({ person, action }: Pick<AuditFilter, "person" | "action">): SQL {
  return sql`${person ? sql`and e.actor_name || '' = ${person}` : sql``} ${action ? sql`and e.action || '' = ${action}` : sql``}`;
}

const DEED = sql`e.actor_name || ' ' || e.action`;

function containing({ search }: AuditFilter): SQL {
  return matches(sql`lower(coalesce(e.actor_name, '') || ' ' || coalesce(e.subject_name, ''))`, search);
}

function onDay({ day }: AuditFilter): SQL {
  const from = day && new Date(`${day}T00:00:00Z`).toISOString();
  return from
    ? sql`and e.at >= ${from}::timestamptz and e.at < ${from}::timestamptz + interval '24 hours'`
    : sql``;
}
