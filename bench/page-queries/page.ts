import type { ListInput } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import type { TreeScenario } from "./tree-scenario";

/** A page of the console: what it reads from the model, with the context that each begins with. */
export type MeasuredPage = {
  readonly name: string;
  /** @param from what `from` has found, null without it */
  readonly read: (scenario: TreeScenario, from: string | null) => Promise<unknown>;
  /** Where a page deep in a list begins; looked up once and not measured. */
  readonly from?: (scenario: TreeScenario) => Promise<string | null>;
};

/** The input of a list without URL parameters. */
function listInput<Sort extends string>(sort: Sort, more: Partial<ListInput<Sort>> = {}): ListInput<Sort> {
  return { sort, descending: false, search: "", after: null, before: null, ...more };
}

type Read<Sort extends string> = (scenario: TreeScenario, input: ListInput<Sort>) => Promise<Page<unknown>>;

/** The first page and the last of a list in one order. */
export function firstAndLast<Sort extends string>(
  name: string,
  read: Read<Sort>,
  order: Pick<ListInput<Sort>, "sort" | "descending">,
): MeasuredPage[] {
  const input = listInput(order.sort, order);
  return [
    { name, read: (scenario) => read(scenario, input) },
    {
      name: `${name}, the last page`,
      // Where the first page ends when the list is read backwards, its last page begins.
      from: async (scenario) => (await read(scenario, { ...input, descending: !input.descending })).next,
      read: (scenario, after) => read(scenario, { ...input, after }),
    },
  ];
}

/** A list searched for what many have, few have, none has, and for as little as two letters. */
export function searches<Sort extends string>(
  name: string,
  read: Read<Sort>,
  sort: Sort,
  words: readonly string[],
): MeasuredPage[] {
  return words.map((search) => ({
    name: `${name}, searched for “${search}”`,
    read: (scenario) => read(scenario, listInput(sort, { search })),
  }));
}

export const BOTH_WAYS = [false, true] as const;

export function inWords(sort: string, descending: boolean): string {
  return `by ${sort}${descending ? ", last first" : ""}`;
}
