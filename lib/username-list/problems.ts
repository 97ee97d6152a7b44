import type { Messages } from "@/i18n/messages";
import type { Translator } from "@/i18n/translator";
import { MAX_GROUPS, MAX_LINE_LENGTH } from "@/lib/bulk-actions";
import { shorten } from "./shorten";

type Code = keyof Messages["bulk-actions"]["problems"];

type QuotingCode = "username-too-long" | "not-a-username" | "letters-lost" | "beyond-last-column";

/** Why a row can't be read. */
export type ProblemReason = {
  readonly [Key in Code]: { readonly code: Key } & (Key extends QuotingCode
    ? { readonly text: string }
    : unknown);
}[Code];

export function problemText(
  t: Translator,
  { line, reason }: { readonly line: number; readonly reason: ProblemReason },
): string {
  if ("text" in reason)
    return t(`bulk-actions.problems.${reason.code}`, { line, text: shorten(reason.text) });
  switch (reason.code) {
    case "too-many-groups":
      return t("bulk-actions.problems.too-many-groups", { line, max: MAX_GROUPS });
    case "line-too-long":
      return t("bulk-actions.problems.line-too-long", { line, max: MAX_LINE_LENGTH });
    default:
      return t(`bulk-actions.problems.${reason.code}`, { line });
  }
}
