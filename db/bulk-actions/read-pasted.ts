import { MAX_INVITED } from "@/lib/bulk-actions";
import { splitUsernames } from "@/lib/usernames";
import { type Entry, entryOf, type Reading } from "./entries";
import type { Problem } from "./problems";
import { isTable, readTable } from "./read-table";

/**
 * Usernames as they are typed or pasted: between them lines, white space, commas or semicolons; or a table like that of
 * a file, with its line of column names. Of a text that names too many, no more is read than shows it.
 */
export function readPasted(text: string): Reading {
  if (isTable(text)) return readTable(text);
  const read: (Entry | Problem)[] = [];
  for (const [at, line] of text.split(/\r\n?|\n/).entries()) {
    if (!/[^\s,;]/.test(line)) continue;
    for (const username of splitUsernames(line, MAX_INVITED)) read.push(entryOf(at + 1, username, []));
    if (read.length > MAX_INVITED) break;
  }
  return {
    entries: read.filter((one) => "username" in one),
    problems: read.filter((one) => "words" in one),
  };
}
