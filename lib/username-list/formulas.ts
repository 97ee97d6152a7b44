const FORMULA = "[=+\\-@\\t\\r＝＋－＠]";
const AT_START = new RegExp(`^(?='*${FORMULA})`, "u");
const GUARD_AT_START = new RegExp(`^'(?='*${FORMULA})`, "u");
const AFTER_SEMICOLON = new RegExp(`;(?=[\\p{Z}\\p{Cf}"']*${FORMULA})`, "gu");
const GUARD_AFTER_SEMICOLON = new RegExp(`;'(?=[\\p{Z}\\p{Cf}"']*${FORMULA})`, "gu");

/**
 * Puts an apostrophe before text that spreadsheets would run as a formula. In locales with decimal commas, they also split
 * cells at semicolons. Text that begins with apostrophes and a formula gets one more, so that `removeFormulaGuard` restores
 * it exactly.
 */
export function guardFormulas(cell: string): string {
  return cell.replace(AT_START, "'").replace(AFTER_SEMICOLON, ";'");
}

/** The cell before `guardFormulas`. */
export function removeFormulaGuards(cell: string): string {
  return cell.replace(GUARD_AT_START, "").replace(GUARD_AFTER_SEMICOLON, ";");
}
