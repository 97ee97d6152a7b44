import { MAX_INVITED } from "@/lib/bulk-actions";
import { linesIn } from "@/lib/entered-lines";
import { linesOfOwners, namesInLines, Words } from "@/lib/entered-names";
import type { Steps } from "@/lib/slices";
import { wordsIn } from "@/lib/usernames";
import { type Entry, type Problem, parseEntry, type Unreadable, type UsernameList } from "./entries";
import { withoutMarkdown } from "./markdown-table";
import { beginsWithHeader, haveTabs, readTable } from "./read-table";

/**
 * The maximum of distinct words and of lines, because reading each takes time. A person has a name of two or three, and
 * an address.
 */
const MAX_WORDS = 4 * MAX_INVITED;

const NO_GROUPS: readonly string[] = [];

/**
 * Reads typed or pasted usernames, separated by lines, white space, commas or semicolons, or a table like that of a file.
 * Columns must be named, because otherwise the words of other columns would be read as usernames. Stops soon after
 * `MAX_INVITED` of them.
 */
export function* readPasted(text: string): Steps<UsernameList | Unreadable> {
  const plain = yield* withoutMarkdown(text);
  if (yield* beginsWithHeader(plain)) return yield* readTable(plain);
  const lines = yield* linesIn(text.trimEnd(), MAX_WORDS + 1);
  if (yield* haveTabs(plain === text ? lines : yield* linesIn(plain, MAX_WORDS + 1)))
    return { error: { code: "table-without-header" } };
  if (lines.length > MAX_WORDS || (yield* hasManyWords(lines)))
    return { error: { code: "too-many-usernames" } };
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const leftOut: string[] = [];
  const known = new Words();
  const owners = yield* linesOfOwners(lines);
  for (const [at, line] of lines.entries()) {
    yield;
    if (!/[^\s,;]/.test(line)) continue;
    if (owners.has(at)) {
      leftOut.push(line.trim());
      continue;
    }
    const read = yield* namesInLines([line], known, MAX_INVITED);
    for (const words of read.leftOut) leftOut.push(words);
    for (const name of read.names) {
      yield;
      const entry = parseEntry(at + 1, name, NO_GROUPS);
      if ("username" in entry) entries.push(entry);
      else problems.push({ line: at + 1, ...entry, entered: [name] });
    }
    if (entries.length + problems.length > MAX_INVITED) break;
  }
  return { entries, problems, leftOut, columns: null };
}

function* hasManyWords(lines: readonly string[]): Steps<boolean> {
  const words = new Set<string>();
  for (const line of lines) {
    for (const some of wordsIn(line)) {
      yield;
      for (const word of some) words.add(word);
      if (words.size > MAX_WORDS) return true;
    }
  }
  return false;
}
