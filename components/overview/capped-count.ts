import type { Translator } from "@/i18n/translator";

/** "1,000+" for a count that the database didn't count further. */
export function cappedCount(t: Translator<"overview">, count: number, max: number): string {
  return count > max ? t("moreThan", { count: max }) : t("count", { count });
}
