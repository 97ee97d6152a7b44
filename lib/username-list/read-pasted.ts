import { MAX_INVITED } from "@/lib/bulk-actions";
import { linesIn } from "@/lib/entered-lines";
import { linesOfOwners, readEnteredNames } from "@/lib/entered-names";
import { splitAtSeparators } from "@/lib/usernames";
import { type Entry, type Problem, parseEntry, type Unreadable, type UsernameList } from "./entries";
import { hasColumns, isTable, readTable } from "./read-table";

/** The maximum of distinct words and of lines, because reading each takes time. A person has a name of two or three, and an address. */
const MAX_WORDS = 4 * MAX_INVITED;

/**
 * Reads typed or pasted usernames, separated by lines, white space, commas or semicolons, or a table like that of a file.
 * Columns must be named, because otherwise the words of other columns would be read as usernames. Stops soon after
 * `MAX_INVITED` of them.
 */
export function readPasted(text: string): UsernameList | Unreadable {
  if (isTable(text)) return readTable(text);
  if (hasColumns(text)) return { error: { code: "table-without-header" } };
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const leftOut: string[] = [];
  const lines = linesIn(text.trimEnd(), MAX_WORDS + 1);
  if (lines.length > MAX_WORDS || splitAtSeparators(lines.join("\n")).length > MAX_WORDS)
    return { error: { code: "too-many-usernames" } };
  const owners = linesOfOwners(lines);
  for (const [at, line] of lines.entries()) {
    if (!/[^\s,;]/.test(line)) continue;
    if (owners.has(at)) {
      leftOut.push(line.trim());
      continue;
    }
    const read = readEnteredNames(line, MAX_INVITED);
    for (const words of read.leftOut) leftOut.push(words);
    for (const name of read.names) {
      const entry = parseEntry(at + 1, name, []);
      if ("username" in entry) entries.push(entry);
      else problems.push({ line: at + 1, ...entry, entered: [name] });
    }
    if (entries.length + problems.length > MAX_INVITED) break;
  }
  return { entries, problems, leftOut, columns: null };
}
