import { isTable, readTable } from "@/db/batches/read-table";
import { entryOf, type Reading } from "@/db/batches/reading";
import { splitUsernames } from "@/db/users/username";

/**
 * Usernames as they are typed or pasted: between them lines, white space, commas or semicolons; or a table like that of
 * a file, with its line of column names.
 */
export function readPasted(text: string): Reading {
  if (isTable(text)) return readTable(text);
  const read = text
    .split(/\r\n?|\n/)
    .flatMap((line, at) => splitUsernames(line).map((username) => entryOf(at + 1, username, [])));
  return {
    entries: read.filter((one) => "username" in one),
    problems: read.filter((one) => "words" in one),
  };
}
