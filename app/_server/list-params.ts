import type { ListAddress } from "@/components/ui/list-url";
import type { ListInput } from "@/db/lists/keyset";
import { cutText } from "@/lib/text";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/**
 * Reads search, sort and cursor of a list from its URL. Invalid values are ignored.
 * @param sorts the values that `sort` may have, with "-" for descending; the first is the default
 */
export async function readListParams<Sort extends string>(
  path: string,
  searchParams: SearchParams,
  sorts: readonly [Sort | `-${Sort}`, ...(Sort | `-${Sort}`)[]],
): Promise<{ input: ListInput<Sort>; address: ListAddress; defaultSort: string }> {
  const given = Object.fromEntries(
    Object.entries(await searchParams)
      .map(([name, value]): [string, unknown] => [name, Array.isArray(value) ? value[0] : value])
      .filter(isText), // `?__proto__=x&at=x` makes Next hand over a function
  );
  const sort = sorts.find((known) => known === given.sort) ?? sorts[0];
  const address = { path, params: { ...given, sort: given.sort && sort } };
  const descending = sort.startsWith("-");
  return {
    address,
    defaultSort: sorts[0],
    input: {
      sort: nameOf<Sort>(sort),
      descending,
      search: cutText(given.q ?? "", 200),
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

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === "string";
}

// Safe, because the argument is a sort with or without "-".
function nameOf<Sort extends string>(sort: Sort | `-${Sort}`): Sort {
  return sort.replace(/^-/, "") as Sort;
}
