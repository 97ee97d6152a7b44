import type { Translator } from "@/i18n/translator";

/** "42", "1,000+". */
export function formatTotal(
  t: Translator<"common">,
  { count, more }: { readonly count: number; readonly more: boolean },
): string {
  return t(more ? "countOrMore" : "count", { count });
}

/** The database doesn't count further. */
export const MAX_COUNT = 1000;

/** Formats a capped count: "42", "1,000+". */
export function upTo(t: Translator<"common">, count: number): string {
  return formatTotal(t, { count: Math.min(count, MAX_COUNT), more: count > MAX_COUNT });
}
