import { MAX_GROUPS, MAX_INVITED } from "@/lib/bulk-actions";
import { normalizeText } from "@/lib/text";
import { entryOf, type Reading } from "./entries";
import { type Problem, quoted } from "./problems";
import { type CsvRow, readCsv } from "./read-csv";

const COLUMNS = ["username", "groups"] as const;
type Column = (typeof COLUMNS)[number];

/** Lines that are read: the names of the columns, and one more than may be invited. */
const MAX_ROWS = MAX_INVITED + 2;

/** Four times that of a group's name: so many characters may become one when they are normalized. */
const LONGEST_GROUP_NAME = 480;

/**
 * A table as text, with a line of column names: `username`, and if wanted `groups` with `|` between them; commas or
 * semicolons, as the first line has them.
 * @returns what can be read, and what is wrong with the rest, by line; of a table that is too long, no more than shows it
 */
export function readTable(text: string): Reading {
  const rows = readCsv(text, MAX_ROWS);
  if (!Array.isArray(rows)) return { entries: [], problems: [rows] };
  const [header, ...lines] = rows;
  const columns = columnsOf(header);
  if (!Array.isArray(columns)) return { entries: [], problems: [columns] };
  const groupNames = new GroupNames();
  const read = lines.map(({ line, cells }) => entryIn(line, cells, columns, groupNames));
  return {
    entries: read.filter((one) => "username" in one),
    problems: read.filter((one) => "words" in one),
  };
}

/** Whether a text begins with a line of column names, and not with usernames. */
export function isTable(text: string): boolean {
  return /^\s*("?groups"?\s*[,;]\s*)?"?username"?\s*([,;]|[\r\n]|$)/i.test(text);
}

function entryIn(line: number, cells: readonly string[], columns: readonly Column[], groupNames: GroupNames) {
  if (cells.length > columns.length) {
    return {
      line,
      words: `there are ${cells.length} cells, but ${columns.length} columns. Put cells into quotes.`,
    };
  }
  const groups = groupNames.in(columns.includes("groups") ? (cells[columns.indexOf("groups")] ?? "") : "");
  if (groups.length > MAX_GROUPS) {
    return {
      line,
      words: `there are more than ${MAX_GROUPS} groups. Name at most ${MAX_GROUPS} in a line.`,
    };
  }
  return entryOf(line, cells[columns.indexOf("username")] ?? "", [...new Set(groups)]);
}

/** Reads the names of groups, each text once: lines name the same groups, and a table has room for half a million names. */
class GroupNames {
  readonly #names = new Map<string, string>();
  readonly #different = new Set<string>();

  /** No more of them than show that there are too many, and no more of each than shows that it is too long for a name. */
  in(cell: string): string[] {
    return cell
      .split("|", MAX_GROUPS + 1)
      .map((text) => this.#nameOf(text))
      .filter(Boolean);
  }

  #nameOf(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (this.#different.size > MAX_GROUPS) return text; // too many already: the table is refused
    const name = normalizeText(text.trim().slice(0, LONGEST_GROUP_NAME + 1), "NFC");
    this.#names.set(text, name);
    if (name) this.#different.add(name);
    return name;
  }
}

function columnsOf(header: CsvRow | undefined): Column[] | Problem {
  const cells = (header?.cells ?? []).slice(0, COLUMNS.length + 1);
  const names = cells.map((name) => normalizeText(name.slice(0, LONGEST_GROUP_NAME), "NFKC").toLowerCase());
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
