import type { Translator } from "@/i18n/translator";

/** How many names of a list an event of the audit log shows. The export has all of them. */
export const MAX_NAMES_IN_EVENT = 20;

/** The same where each event takes one line: in the overview and in the history of an invitation. */
export const MAX_NAMES_IN_LINE = 5;

/** How many groups of a row a list contains. It shows fewer, and the others when you point at their number. */
export const GROUPS_IN_LIST = 10;

/**
 * The names of a list that may have been cut, in the reader's language: "Support, Keys and 190 more".
 * @param list names. If `cutLists` has cut the list, its last item is the number of names left out. Other items are ignored
 * @param max how many names to show
 */
export function listNames(t: Translator<"common">, list: unknown, max = Number.POSITIVE_INFINITY): string {
  const { names, more } = cutNames(list, max);
  const shown = names.join(t("listSeparator"));
  return more > 0 ? t("andMore", { names: shown, count: more }) : shown;
}

/** The names that are shown of such a list, and the number of the others. */
export function cutNames(list: unknown, max: number) {
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  const names = items.filter((item) => typeof item === "string");
  const last = items.at(-1);
  const more = Math.max(names.length - max, 0) + (typeof last === "number" ? last : 0);
  return { names: names.slice(0, max), more };
}

/** "“Support”, “Keys” and 3 more". @param more how many names the list leaves out */
export function quoteNames(
  t: Translator<"common">,
  all: readonly string[],
  more = 0,
  max: number = MAX_NAMES_IN_LINE,
): string {
  const quoted = all.slice(0, max).map((text) => t("quoted", { text }));
  const names = quoted.join(t("listSeparator"));
  const count = all.length - quoted.length + more;
  return count > 0 ? t("andMore", { names, count }) : names;
}
