import { Invalid } from "@/db/errors";

/** What is wrong with a list of usernames, and in which line of it. */
export type Problem = { readonly line: number; readonly words: string };

const SHOWN = 20;

/** @throws Invalid at the field, a line for each problem, the first twenty of them */
export function refuseProblems(field: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const sorted = [...problems].sort((one, other) => one.line - other.line);
  const lines = sorted.slice(0, SHOWN).map(({ line, words }) => `Line ${line}: ${words}`);
  const more = sorted.length - lines.length;
  const words = [...lines, ...(more > 0 ? [`And ${more.toLocaleString("en")} more.`] : [])].join("\n");
  throw new Invalid("Nobody was invited. Mend these lines, then try again.", { [field]: words });
}

/** A text out of a file as a sentence can hold it. */
export function quoted(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
  return `“${line.length > 40 ? `${line.slice(0, 40)}…` : line}”`;
}
