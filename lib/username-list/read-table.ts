import { MAX_GROUPS, MAX_INVITED } from "@/lib/bulk-actions";
import { normalizeText } from "@/lib/text";
import { type Problem, parseEntry, quote, toList, type UsernameList } from "./entries";
import { type CsvRow, readCsv } from "./read-csv";

const COLUMNS = ["username", "groups"] as const;
type Column = (typeof COLUMNS)[number];

/** Reads the header, and one more row than can be invited, to notice that there are too many. */
const MAX_ROWS = MAX_INVITED + 2;

/** Four times the length of a group's name, because up to four characters become one when they are normalized. */
const MAX_GROUP_NAME_LENGTH = 480;

/**
 * Reads a CSV table with a header: `username` and optionally `groups`, whose names are separated by `|`. Columns are
 * separated by commas or semicolons, as in the header. Stops soon after the maximum of lines, groups or characters.
 */
export function readTable(text: string): UsernameList {
  const rows = readCsv(text, MAX_ROWS);
  if (!Array.isArray(rows)) return { entries: [], problems: [rows] };
  const [header, ...lines] = rows;
  const columns = parseHeader(header);
  if (!Array.isArray(columns)) return { entries: [], problems: [columns] };
  const groupNames = new GroupNames();
  return toList(lines.map(({ line, cells }) => parseLine(line, cells, columns, groupNames)));
}

/** Whether a text begins with a header. */
export function isTable(text: string): boolean {
  return /^\s*("?groups"?\s*[,;]\s*)?"?username"?\s*([,;]|[\r\n]|$)/i.test(text);
}

function parseLine(
  line: number,
  cells: readonly string[],
  columns: readonly Column[],
  groupNames: GroupNames,
) {
  if (cells.length > columns.length) {
    return {
      line,
      message: `there are ${cells.length} cells, but ${columns.length} columns. Put cells into quotes.`,
    };
  }
  const groups = groupNames.parse(columns.includes("groups") ? (cells[columns.indexOf("groups")] ?? "") : "");
  if (groups.length > MAX_GROUPS) {
    return {
      line,
      message: `there are more than ${MAX_GROUPS} groups. Name at most ${MAX_GROUPS} in a line.`,
    };
  }
  return parseEntry(line, cells[columns.indexOf("username")] ?? "", [...new Set(groups)]);
}

/** Parses the names of groups, each text once, because a table can repeat them half a million times. */
class GroupNames {
  readonly #names = new Map<string, string>();
  readonly #distinct = new Set<string>();

  /** Stops soon after the maximum of groups, and of characters in a name. */
  parse(cell: string): string[] {
    return cell
      .split("|", MAX_GROUPS + 1)
      .map((text) => this.#normalize(text))
      .filter(Boolean);
  }

  #normalize(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (this.#distinct.size > MAX_GROUPS) return text; // too many: the table is rejected
    const name = normalizeText(text.trim().slice(0, MAX_GROUP_NAME_LENGTH + 1), "NFC");
    this.#names.set(text, name);
    if (name) this.#distinct.add(name);
    return name;
  }
}

function parseHeader(header: CsvRow | undefined): Column[] | Problem {
  const cells = (header?.cells ?? []).slice(0, COLUMNS.length + 1);
  const names = cells.map((name) =>
    normalizeText(name.slice(0, MAX_GROUP_NAME_LENGTH), "NFKC").toLowerCase(),
  );
  const columns = names.map((name) => COLUMNS.find((known) => known === name));
  const line = header?.line ?? 1;
  const unknown = names.find((_, at) => !columns[at]);
  if (!columns.includes("username")) {
    return {
      line,
      message: "there is no column “username”. The first line must hold the names of the columns.",
    };
  }
  if (unknown !== undefined) {
    return {
      line,
      message: `there may be no column ${quote(unknown)}: the columns are “username” and “groups”.`,
    };
  }
  if (new Set(columns).size < columns.length) return { line, message: "a column is there twice." };
  return columns.filter((column) => column !== undefined);
}
