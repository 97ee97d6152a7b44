const FORMULA = "[=+\\-@\\t\\r＝＋－＠]";
const AT_START = new RegExp(`^(?='*${FORMULA})`, "u");
const GUARD_AT_START = new RegExp(`^'(?='*${FORMULA})`, "u");
const AFTER_SEMICOLON = new RegExp(`;(?=[\\p{Z}\\p{Cf}"']*${FORMULA})`, "gu");
const GUARD_AFTER_SEMICOLON = new RegExp(`;'(?=[\\p{Z}\\p{Cf}"']*${FORMULA})`, "gu");

/**
 * Puts an apostrophe before what spreadsheets run as a formula. In locales with decimal commas they also split cells at
 * semicolons. Texts that begin with apostrophes and a formula get one more, so that `removeFormulaGuard` is exact.
 */
export function guardFormulas(cell: string): string {
  return cell.replace(AT_START, "'").replace(AFTER_SEMICOLON, ";'");
}

/** The cell before `guardFormulas`. */
export function removeFormulaGuards(cell: string): string {
  return cell.replace(GUARD_AT_START, "").replace(GUARD_AFTER_SEMICOLON, ";");
}
