import { entryOf, type Reading } from "@/db/batches/reading";
import { splitUsernames } from "@/db/users/username";

/** Usernames as they are typed or pasted: between them lines, white space, commas or semicolons. */
export function readPasted(text: string): Reading {
  const read = text
    .split(/\r\n?|\n/)
    .flatMap((line, at) => splitUsernames(line).map((username) => entryOf(at + 1, username, [])));
  return {
    entries: read.filter((one) => "username" in one),
    problems: read.filter((one) => "words" in one),
  };
}
