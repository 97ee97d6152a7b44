import type { ListAddress } from "@/components/ui/list-url";
import type { ListInput } from "@/db/lists/keyset";
import { cutText } from "@/lib/text";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

const MAX_LENGTH = 200;
/** A cursor contains a name or an email address. */
const MAX_CURSOR_LENGTH = 2_000;

/**
 * Reads search, sort and cursor of a list from its URL. Invalid values are ignored. So are parameters that the page doesn't know,
 * because each link of the list would repeat them.
 * @param sorts the values that `sort` may have, with "-" for descending; the first is the default
 * @param filters the names of the page's other parameters
 */
export async function readListParams<Sort extends string>(
  path: string,
  searchParams: SearchParams,
  sorts: readonly [Sort | `-${Sort}`, ...(Sort | `-${Sort}`)[]],
  filters: readonly string[] = [],
): Promise<{ input: ListInput<Sort>; address: ListAddress; defaultSort: string }> {
  const params = await searchParams;
  const textOf = (name: string, max: number) => {
    const value: unknown = [Object.hasOwn(params, name) && params[name]].flat()[0];
    return typeof value === "string" ? cutText(value, max) : undefined; // `?__proto__=x&at=x` makes Next hand over a function
  };
  const given = Object.fromEntries([
    ...["q", "sort", ...filters].map((name) => [name, textOf(name, MAX_LENGTH)] as const),
    ...["after", "before"].map((name) => [name, textOf(name, MAX_CURSOR_LENGTH)] as const),
  ]);
  const sort = sorts.find((known) => known === given.sort) ?? sorts[0];
  const address = { path, params: { ...given, sort: given.sort && sort } };
  const descending = sort.startsWith("-");
  return {
    address,
    defaultSort: sorts[0],
    input: {
      sort: nameOf<Sort>(sort),
      descending,
      search: given.q ?? "",
      after: given.after ?? null,
      before: given.before ?? null,
    },
  };
}

/** All sorts in both directions, the default first. */
export function bothWays<Sort extends string>(
  first: Sort | `-${Sort}`,
  sorts: readonly Sort[],
): readonly [Sort | `-${Sort}`, ...(Sort | `-${Sort}`)[]] {
  return [first, ...sorts.flatMap((sort): (Sort | `-${Sort}`)[] => [sort, `-${sort}`])];
}

// Safe, because the argument is a sort with or without "-".
function nameOf<Sort extends string>(sort: Sort | `-${Sort}`): Sort {
  return sort.replace(/^-/, "") as Sort;
}
