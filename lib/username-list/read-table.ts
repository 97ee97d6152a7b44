import { MAX_ASSIGNMENTS, MAX_COLUMNS, MAX_GROUPS, MAX_INVITED, MAX_LINE_LENGTH } from "@/lib/bulk-actions";
import { linesIn } from "@/lib/entered-lines";
import { withoutListMarker } from "@/lib/entered-names";
import { atOnce, type Steps } from "@/lib/slices";
import { type Columns, isHeader, readColumns } from "./columns";
import { type Entry, type Problem, parseEntry, type Unreadable, type UsernameList } from "./entries";
import { removeFormulaGuards } from "./formulas";
import { GroupNames } from "./group-names";
import { withoutMarkdown } from "./markdown-table";
import { CsvReader, type CsvRow, type Delimiter } from "./read-csv";
import { shorten } from "./shorten";

/** One more row than can be invited, to notice that there are too many. */
const MAX_ROWS = MAX_INVITED + 1;

/**
 * Reads a table whose first row names its columns: usernames or email addresses, and optionally groups, whose names are
 * separated by `|`. Other columns are ignored. Columns are separated by commas, semicolons or tabs, as in the first row or in
 * Excel's line `sep=`. Stops soon after the maximum of rows, or of the groups of all of them.
 */
export function* readTable(entered: string): Steps<UsernameList | Unreadable> {
  const text = yield* withoutMarkdown(entered);
  const reader = new CsvReader(text, findDelimiter(text));
  const header = yield* readHeader(reader);
  const columns = readColumns(header?.cells ?? []);
  if ("error" in columns) return columns;
  const groupNames = new GroupNames();
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  let assignments = 0;
  while (entries.length + problems.length < MAX_ROWS) {
    const row = yield* reader.read(columns.count);
    if (!row) break;
    const read = readRow(row, columns, groupNames);
    if ("username" in read) entries.push(read);
    else problems.push(read);
    if ("username" in read) assignments += read.groupNames.length;
    if (assignments > MAX_ASSIGNMENTS) return { error: { code: "too-many-assignments" } };
  }
  const { usernameColumns, ignoredColumns } = columns;
  return { entries, problems, leftOut: [], columns: { usernameColumns, ignoredColumns } };
}

/** Whether a pasted text is a table, judging by its first rows. */
export function isTable(entered: string): boolean {
  return atOnce(beginsWithHeader(atOnce(withoutMarkdown(entered))));
}

/** The same, without Markdown. */
export function* beginsWithHeader(text: string): Steps<boolean> {
  const delimiter = findDelimiter(text);
  const reader = new CsvReader(text, delimiter);
  const header = yield* readHeader(reader);
  const second = yield* reader.read(MAX_COLUMNS);
  return isHeader(header?.cells ?? [], second?.cells ?? [], delimiter);
}

/** Whether a pasted text has columns, whether or not its first row names them. */
export function hasColumns(text: string): boolean {
  return isTable(text) || atOnce(haveTabs(atOnce(linesIn(atOnce(withoutMarkdown(text))))));
}

/** Whether there are several columns in any of these lines. */
export function* haveTabs(lines: readonly string[]): Steps<boolean> {
  for (const line of lines) {
    yield;
    if (line.includes("\t") && withoutListMarker(line).trim().includes("\t")) return true;
  }
  return false;
}

/** Entra ID puts "version:v1.0" above the header. */
function* readHeader(reader: CsvReader): Steps<CsvRow | null> {
  const first = yield* reader.read(MAX_COLUMNS);
  return /^\s*(?:sep=|version:)/i.test(first?.cells[0] ?? "") ? yield* reader.read(MAX_COLUMNS) : first;
}

const DELIMITERS = [";", "\t", ","] as const satisfies readonly Delimiter[];

/** The most frequent separator in the first row or, if that has a single column, the first one in the text. */
function findDelimiter(text: string): Delimiter {
  const declared = /^\s*sep=([,;\t|])/i.exec(text.slice(0, 100))?.[1];
  if (isDelimiter(declared)) return declared;
  const [, header = ""] = /^\s*(?:version:[^\r\n]*\s*)?([^\r\n]*)/i.exec(text) ?? [];
  const unquoted = header.slice(0, MAX_LINE_LENGTH).replace(/"[^"]*"/g, "");
  const [count, delimiter] = DELIMITERS.map((one) => [unquoted.split(one).length - 1, one] as const).reduce(
    (best, next) => (next[0] > best[0] ? next : best),
  );
  if (count > 0) return delimiter;
  const found = /[;\t,]/.exec(text)?.[0];
  return isDelimiter(found) ? found : ",";
}

function isDelimiter(text: string | undefined): text is Delimiter {
  return text !== undefined && /^[,;\t|]$/.test(text);
}

function readRow(
  { line, cells, problem }: CsvRow,
  columns: Columns,
  groupNames: GroupNames,
): Entry | Problem {
  const cellAt = (at: number | null) => removeFormulaGuards(cells[at ?? -1]?.trim() ?? "");
  const username = columns.usernames.map(cellAt).find(Boolean) ?? "";
  const groups = cellAt(columns.groups);
  const beyond = cells[columns.count];
  const read = readEntry();
  if ("username" in read) return read;
  return { line, ...read, entered: [username, groups, ...(beyond === undefined ? [] : [beyond])] };

  function readEntry(): ReturnType<typeof parseEntry> {
    if (problem) return { reason: { code: problem } };
    if (beyond !== undefined) return { reason: { code: "beyond-last-column", text: shorten(beyond.trim()) } };
    const names = groupNames.parse(groups);
    if (names.length > MAX_GROUPS) return { reason: { code: "too-many-groups" } };
    return parseEntry(line, username, names);
  }
}
