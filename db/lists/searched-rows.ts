import { type SQL, sql } from "drizzle-orm";
import { COUNT_UP_TO, constant } from "@/db/lists/keyset";

/** So many rows of a list are looked through, in its order, before all that match are looked for. */
const LOOKED_THROUGH = 2000;
/** So many of any order, to see whether what is searched for is everywhere. */
const SAMPLED = 5000;

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
 * when it is done: so the first is tried and, where it has not filled the page, the second is done. The planner may not
 * know how many are looked through: of the average organization it would read all and put them in order.
 */
export function searchedRows(
  { from, byTrigrams, matching, as, columns = sql`*` }: Searched,
  { beyond, order, orderBy, limit }: List,
): SQL {
  return sql`
    with met as materialized (
      select * from (select ${columns} ${from} ${beyond} ${order} limit (select ${constant(LOOKED_THROUGH)})) as ${as}
      where true ${matching} ${orderBy}
    )
    select * from met where (select count(*) from met) = ${constant(limit)}
    union all
    (select ${columns} ${byTrigrams} ${matching} ${beyond} and (select count(*) from met) < ${constant(limit)} ${orderBy})`;
}

/** Their number, counted as lists are, by the same thought. */
export function countSearched({ from, byTrigrams, matching, as }: Searched): SQL {
  const most = constant(COUNT_UP_TO + 1);
  return sql`(
    with met as materialized (
      select count(*)::int as counted from (
        select from (select * ${from} limit (select ${constant(SAMPLED)})) as ${as} where true ${matching} limit (select ${most})) as sampled
    )
    select case when counted >= ${most} then ${most}
      else (select count(*)::int from (select ${byTrigrams} ${matching} limit (select ${most})) as counted) end from met)`;
}
