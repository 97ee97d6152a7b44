import { MAX_INVITED } from "@/lib/bulk-actions";
import { splitUsernames } from "@/lib/usernames";
import { type Entry, type Problem, parseEntry, toList, type UsernameList } from "./entries";
import { isTable, readTable } from "./read-table";

/**
 * Reads typed or pasted usernames, separated by lines, white space, commas or semicolons, or a table like that of a file.
 * Stops soon after `MAX_INVITED` of them.
 */
export function readPasted(text: string): UsernameList {
  if (isTable(text)) return readTable(text);
  const lines: (Entry | Problem)[] = [];
  for (const [at, line] of text.split(/\r\n?|\n/).entries()) {
    if (!/[^\s,;]/.test(line)) continue;
    for (const username of splitUsernames(line, MAX_INVITED)) lines.push(parseEntry(at + 1, username, []));
    if (lines.length > MAX_INVITED) break;
  }
  return toList(lines);
}
