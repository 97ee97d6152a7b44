import { type SQL, sql } from "drizzle-orm";
import { COUNT_UP_TO, constant } from "@/db/lists/keyset";

/** So many rows of a list are looked through, in its order, before all that match are looked for… */
const LOOKED_THROUGH = 2000;
/** …unless among so many there is none. */
const FIRST = 300;
/** What is counted is looked at in so many rows; where it is in a tenth of them, it is soon counted one by one… */
const SAMPLED = 100;
/** …among so many. */
const COUNTED_AMONG = 20_000;

type List = { readonly beyond: SQL; readonly order: SQL; readonly orderBy: SQL; readonly limit: number };

export type Searched = {
  /** "from table x where …", without the search. */
  readonly from: SQL;
  /** The same, said as the index of trigrams alone has it (`ofOrganization`), where the search has what that needs. */
  readonly byTrigrams: SQL;
  /** The search's condition on x: "and …". */
  readonly matching: SQL;
  /** x. */
  readonly as: SQL;
  /** The columns of x that are handed on, all unless said: with those of one index alone, nothing else is read. */
  readonly columns?: SQL;
  /** For counting, the same rows in the order in which they are read the fastest, and the condition on these. */
  readonly inAnyOrder?: { readonly from: SQL; readonly matching: SQL };
};

/**
 * That a row is of the organization, in a form that no index has but those of trigrams: the planner, who knows the
 * average organization, would otherwise read a large one from end to end.
 * @param column the row's organization_id
 */
export function ofOrganization(column: SQL, id: string): SQL {
  return sql`array[${column}] @> array[${id}]::uuid[]`;
}

/**
 * The rows of a page of what is searched for. What very many have is soon met when one goes through the list in its
 * order, and what few have is soon found by trigrams; done the wrong way round, each reads all. Which it is shows only
 * when it is done: so the first is tried, as long as it looks well, and where it has not filled the page the second is
 * done. The planner may not know how many are looked through: of the average organization it would read all and put them
 * in order.
 */
export function searchedRows(
  { from, byTrigrams, matching, as, columns = sql`*` }: Searched,
  { beyond, order, orderBy, limit }: List,
): SQL {
  const first = (count: SQL) =>
    sql`(select ${columns} ${from} ${beyond} ${order} limit (select ${count})) as ${as}`;
  return sql`
    with met as materialized (
      select * from ${first(sql`case when (select true from ${first(constant(FIRST))} where true ${matching} limit 1) then ${constant(LOOKED_THROUGH)} else 0 end`)}
      where true ${matching} ${orderBy}
    )
    select * from met where (select count(*) from met) = ${constant(limit)}
    union all
    (select ${columns} ${byTrigrams} ${matching} ${beyond} and (select count(*) from met) < ${constant(limit)} ${orderBy})`;
}

/** Their number, counted as lists are, by the same thought. */
export function countSearched(
  { from, byTrigrams, matching, as, inAnyOrder }: Searched,
  upTo = COUNT_UP_TO,
): SQL {
  const most = constant(upTo + 1);
  const { from: any, matching: these } = inAnyOrder ?? { from, matching };
  const among = (count: SQL) =>
    sql`from (select * ${any} limit (select ${count})) as ${as} where true ${these}`;
  const share = sql`(select count(*) ${among(constant(SAMPLED))})`;
  return sql`(
    with met as materialized (
      select count(*)::int as counted from (
        select ${among(sql`case when ${share} >= ${constant(SAMPLED / 10)} then ${constant(COUNTED_AMONG)} else 0 end`)}
        limit (select ${most})) as met
    )
    select case when counted = ${most} then counted
      else (select count(*)::int from (select ${byTrigrams} ${matching} limit (select ${most})) as counted) end from met)`;
}
