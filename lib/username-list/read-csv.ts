import { MAX_LINE_LENGTH } from "@/lib/bulk-actions";
import type { Steps } from "@/lib/slices";
import { cutText } from "@/lib/text";

type RowProblem = "line-too-long" | "quote-never-closed" | "text-after-quote";

export type Delimiter = "," | ";" | "\t" | "|";

export type CsvRow = {
  /** The line of the text in which the row begins. */
  readonly line: number;
  /** As in the text, including white space around them. */
  readonly cells: readonly string[];
  readonly problem?: RowProblem;
};

/** After this many rows with broken quotes, quoted cells end with their line. Otherwise reading could take quadratic time. */
const MAX_BROKEN = 10;

/**
 * Reads CSV as defined in RFC 4180, with any line breaks, and leaves out rows without content. A quote inside an unquoted
 * cell is an ordinary character. A row whose quotes are broken ends with its line.
 */
export class CsvReader {
  readonly #text: string;
  readonly #syntax: Syntax;
  #at = 0;
  #line = 1;
  #broken = 0;
  #nextQuote = -1;

  constructor(text: string, delimiter: Delimiter) {
    this.#text = text;
    this.#syntax = {
      delimiter,
      blank: delimiter === "\t" ? /[^\S\r\n\t]*/y : /[^\S\r\n]*/y,
      plain: new RegExp(`[^${delimiter}\\r\\n]*`, "y"),
    };
  }

  /** @param maxCells the text beyond them becomes one more cell @returns null at the end */
  *read(maxCells: number): Steps<CsvRow | null> {
    for (;;) {
      yield;
      this.#skipEmptyLines();
      if (this.#at >= this.#text.length) return null;
      const [start, line] = [this.#at, this.#line];
      const record = this.#readRecord(maxCells);
      this.#line += 1 + record.lineBreaks;
      this.#at = record.end + (this.#text.startsWith("\r\n", record.end) ? 2 : 1);
      if (!HAS_CONTENT.test(this.#text.slice(start, record.end))) continue;
      return { line, cells: record.cells, ...(record.problem && { problem: record.problem }) };
    }
  }

  /** Skips the lines before the next content at once, because there can be a million of them. */
  #skipEmptyLines(): void {
    const skipped = this.#text.slice(this.#at, indexAfter(WITHOUT_CONTENT, this.#text, this.#at));
    const lineBreak = Math.max(skipped.lastIndexOf("\n"), skipped.lastIndexOf("\r"));
    this.#line += countLineBreaks(skipped.slice(0, lineBreak + 1));
    this.#at += lineBreak + 1;
  }

  #readRecord(maxCells: number): CsvRecord {
    const [text, start] = [this.#text, this.#at];
    const end = indexAfter(TO_LINE_END, text, start);
    if (end - start > MAX_LINE_LENGTH) {
      return { cells: [cutText(text.slice(start, end), 300)], end, lineBreaks: 0, problem: "line-too-long" };
    }
    const line = () => ({
      end,
      lineBreaks: 0,
      cells: splitLine(text.slice(start, end), this.#syntax.delimiter, maxCells),
    });
    if (this.#findQuote() >= end) return line();
    const limit = this.#broken < MAX_BROKEN ? start + MAX_LINE_LENGTH + 1 : end;
    const record = readQuotedRecord(text, this.#syntax, { start, limit, maxCells });
    if (typeof record !== "string") return record;
    this.#broken++;
    return { ...line(), problem: record };
  }

  /** The position of the next quote, searched for once. */
  #findQuote(): number {
    if (this.#nextQuote < this.#at) this.#nextQuote = indexOrEnd(this.#text, '"', this.#at);
    return this.#nextQuote;
  }
}

type CsvRecord = {
  readonly cells: string[];
  /** Where its line break or the end of the text is. */
  readonly end: number;
  readonly lineBreaks: number;
  readonly problem?: RowProblem;
};

type Syntax = {
  readonly delimiter: Delimiter;
  /** White space around quotes. */
  readonly blank: RegExp;
  /** A cell without quotes. */
  readonly plain: RegExp;
};

type Bounds = { readonly start: number; readonly limit: number; readonly maxCells: number };

/** @returns what is wrong with it, if its quotes are broken */
function readQuotedRecord(
  text: string,
  syntax: Syntax,
  { start, limit, maxCells }: Bounds,
): CsvRecord | RowProblem {
  const cells: string[] = [];
  let [at, rest] = [start, start];
  for (;;) {
    const cell = readCell(text, syntax, at, limit);
    if (typeof cell === "string") return cell;
    if (cell.end - start > MAX_LINE_LENGTH) return "quote-never-closed";
    if (cells.length < maxCells) {
      cells.push(cell.value);
      rest = cell.end + 1;
    }
    if (text[cell.end] !== syntax.delimiter) {
      const beyond = text.slice(rest, cell.end);
      if (HAS_CONTENT.test(beyond)) cells.push(beyond);
      return { cells, end: cell.end, lineBreaks: countLineBreaks(text.slice(start, cell.end)) };
    }
    at = cell.end + 1;
  }
}

type Cell = {
  readonly value: string;
  /** Where its delimiter, line break or the end of the text is. */
  readonly end: number;
};

function readCell(
  text: string,
  { delimiter, blank, plain }: Syntax,
  start: number,
  limit: number,
): Cell | RowProblem {
  const open = indexAfter(blank, text, start);
  if (text[open] !== '"') {
    const end = indexAfter(plain, text, start);
    return { value: text.slice(start, end), end };
  }
  const close = closingQuote(text, open + 1, limit);
  if (close < 0) return "quote-never-closed";
  const end = indexAfter(blank, text, close + 1);
  const isEnd = end >= text.length || text[end] === delimiter || text[end] === "\r" || text[end] === "\n";
  return isEnd ? { value: text.slice(open + 1, close).replaceAll('""', '"'), end } : "text-after-quote";
}

/** The cells of a line without quotes, up to the last one with content. The text beyond `maxCells` becomes one more cell. */
function splitLine(line: string, delimiter: string, maxCells: number): string[] {
  let end = line.length;
  while (end > 0 && (line[end - 1] === delimiter || line[end - 1] === " ")) end--;
  const content = line.slice(0, end);
  const cells = content.split(delimiter, maxCells);
  const length = cells.reduce((sum, cell) => sum + cell.length + 1, 0);
  return length > content.length ? cells : [...cells, content.slice(length)];
}

/** Anything but separators, quotes and invisible characters. */
const HAS_CONTENT = /[^\s,;|"\p{Cf}]/u;
/** Matches no quotes, because line breaks within them don't end a row. */
const WITHOUT_CONTENT = /[\s,;|\p{Cf}]*/uy;
const TO_LINE_END = /[^\r\n]*/y;

/** Where the match of a sticky pattern that begins at `start` ends. */
function indexAfter(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return start + (pattern.exec(text)?.[0].length ?? 0);
}

function indexOrEnd(text: string, searched: string, start: number): number {
  const at = text.indexOf(searched, start);
  return at < 0 ? text.length : at;
}

/** The next quote before `limit` that isn't doubled, or -1. */
function closingQuote(text: string, start: number, limit: number): number {
  let at = text.indexOf('"', start);
  while (at >= 0 && at < limit && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at < limit ? at : -1;
}

function countLineBreaks(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n")) count++;
  }
  return count;
}
