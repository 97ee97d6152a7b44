import { Invalid } from "@/db/errors";
import type { Problem } from "@/lib/username-list/entries";

const MAX_LISTED = 20;

/** @throws Invalid at the field if there are problems, with a line for each of the first 20 */
export function rejectProblems(field: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const sorted = [...problems].sort((one, other) => one.line - other.line);
  const lines = sorted.slice(0, MAX_LISTED).map(({ line, message }) => `Line ${line}: ${message}`);
  const more = sorted.length - lines.length;
  if (more > 0) lines.push(`And ${more.toLocaleString("en")} more.`);
  throw new Invalid("Nobody was invited. Mend these lines, then try again.", { [field]: lines.join("\n") });
}
