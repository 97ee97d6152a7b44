import { MAX_LINE_LENGTH } from "@/lib/bulk-actions";
import type { Problem } from "./entries";

export type CsvRow = {
  /** The line of the text in which the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
};

/**
 * Reads CSV as RFC 4180 has it, with commas or semicolons, as the first line has them; blank lines are left out.
 * Reading stops soon after `maxRows` rows, or after three cells for each of them: nobody reads more of a file that is wrong.
 */
export function readCsv(text: string, maxRows: number): CsvRow[] | Problem {
  const delimiter = /^[^\r\n]*;/.test(text) ? ";" : ",";
  const rows: CsvRow[] = [];
  let cellCount = 0;
  let [at, line] = [0, 1];
  while (at < text.length && rows.length < maxRows && cellCount < 3 * maxRows) {
    const [began, cells]: [number, string[]] = [at, []];
    const row = { line, cells };
    for (let isLast = false; !isLast; ) {
      const cell = readCell(text, at, delimiter);
      if (typeof cell === "string") return { line, message: cell };
      if (cell.end - began > MAX_LINE_LENGTH) return tooLong(line);
      cells.push(cell.value);
      line += cell.lineBreaks;
      isLast = text[cell.end] !== delimiter;
      at = cell.end + (text.startsWith("\r\n", cell.end) ? 2 : 1);
    }
    line++;
    if (cells.length === 1 && cells[0] === "") continue;
    rows.push(row);
    cellCount += cells.length;
  }
  return rows;
}

type Cell = {
  readonly value: string;
  /** Where its delimiter, line break or the end of the text is. */
  readonly end: number;
  readonly lineBreaks: number;
};

/** @returns what is wrong with it, if it can't be read */
function readCell(text: string, start: number, delimiter: string): Cell | string {
  const begin = indexAfter(BLANK, text, start);
  if (text[begin] !== '"') {
    const end = indexAfter(PLAIN[delimiter === ";" ? ";" : ","], text, begin);
    if (text[end] === '"') return "there is a quote in the middle of a cell.";
    return { value: text.slice(begin, end).trim(), end, lineBreaks: 0 };
  }
  const close = closingQuote(text, begin + 1);
  if (close < 0) return "a quote is opened and never closed.";
  const end = indexAfter(BLANK, text, close + 1);
  if (end < text.length && text[end] !== delimiter && !/[\r\n]/.test(text[end] ?? "")) {
    return "there is a quote in the middle of a cell.";
  }
  const value = text.slice(begin + 1, close).replaceAll('""', '"');
  return { value, end, lineBreaks: value.match(/\r\n?|\n/g)?.length ?? 0 };
}

const BLANK = /[^\S\r\n]*/y;
const PLAIN = { ",": /[^",\r\n]*/y, ";": /[^";\r\n]*/y };

/** Where the match of a sticky pattern that begins at `start` ends. */
function indexAfter(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return start + (pattern.exec(text)?.[0].length ?? 0);
}

/** The next quote that isn't doubled, or -1. */
function closingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function tooLong(line: number): Problem {
  return {
    line,
    message: `there are more than ${MAX_LINE_LENGTH.toLocaleString("en")} characters. Shorten the line.`,
  };
}
