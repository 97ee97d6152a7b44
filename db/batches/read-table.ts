import { type CsvError, type Info, parse } from "csv-parse/sync";
import { type Problem, quoted } from "@/db/batches/problems";
import { entryOf, type Reading } from "@/db/batches/reading";

const COLUMNS = ["username", "groups"] as const;
type Column = (typeof COLUMNS)[number];

/**
 * A table as text, with a line of column names: `username`, and if wanted `groups` with `|` between them; commas or
 * semicolons, as the first line has them.
 * @returns what can be read, and what is wrong with the rest, by line
 */
export function readTable(text: string): Reading {
  const rows = rowsOf(text);
  if (!Array.isArray(rows)) return { entries: [], problems: [rows] };
  const [header, ...lines] = rows;
  const columns = columnsOf(header);
  if (!Array.isArray(columns)) return { entries: [], problems: [columns] };
  const read = lines.map(({ line, cells }) => entryIn(line, cells, columns));
  return {
    entries: read.filter((one) => "username" in one),
    problems: read.filter((one) => "words" in one),
  };
}

/** Whether a text begins with a line of column names, and not with usernames. */
export function isTable(text: string): boolean {
  return /^\s*("?groups"?\s*[,;]\s*)?"?username"?\s*([,;]|[\r\n]|$)/i.test(text);
}

type Row = { readonly line: number; readonly cells: readonly string[] };

function entryIn(line: number, cells: readonly string[], columns: readonly Column[]) {
  if (cells.length > columns.length) {
    return {
      line,
      words: `there are ${cells.length} cells, but ${columns.length} columns. Put cells into quotes.`,
    };
  }
  const groups = columns.includes("groups") ? (cells[columns.indexOf("groups")] ?? "") : "";
  return entryOf(line, cells[columns.indexOf("username")] ?? "", groupsIn(groups));
}

function groupsIn(cell: string): string[] {
  return cell
    .normalize("NFC")
    .split("|")
    .map((name) => name.trim())
    .filter(Boolean);
}

function columnsOf(header: Row | undefined): Column[] | Problem {
  const names = (header?.cells ?? []).map((name) => name.normalize("NFKC").toLowerCase());
  const columns = names.map((name) => COLUMNS.find((known) => known === name));
  const line = header?.line ?? 1;
  const unknown = names.find((_, at) => !columns[at]);
  if (!columns.includes("username")) {
    return {
      line,
      words: "there is no column “username”. The first line must hold the names of the columns.",
    };
  }
  if (unknown !== undefined) {
    return {
      line,
      words: `there may be no column ${quoted(unknown)}: the columns are “username” and “groups”.`,
    };
  }
  if (new Set(columns).size < columns.length) return { line, words: "a column is there twice." };
  return columns.filter((column) => column !== undefined);
}

function rowsOf(text: string): Row[] | Problem {
  let last = 0;
  try {
    // Safe by the option `info`: that is what each record then looks like.
    const records = parse(text, {
      delimiter: /^[^\r\n]*;/.test(text) ? ";" : ",",
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (record, { lines }) => {
        last = lines;
        return record;
      },
    }) as unknown as { info: Info; record: string[] }[];
    return records.map(({ info, record }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    return problemOf(error, last);
  }
}

/** @param last the line in which the last record ended that could be read */
function problemOf(error: unknown, last: number): Problem {
  const { code, lines } = error as CsvError; // what the parser throws; anything else has no code, and goes on
  if (code === "CSV_QUOTE_NOT_CLOSED")
    return { line: last + 1, words: "a quote is opened and never closed." };
  if (code === "INVALID_OPENING_QUOTE" || code === "CSV_INVALID_CLOSING_QUOTE") {
    return { line: Number(lines), words: "there is a quote in the middle of a cell." };
  }
  throw error;
}
