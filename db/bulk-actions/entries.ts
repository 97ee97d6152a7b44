import { isUsername, normalizeUsername } from "@/lib/usernames";
import { type Problem, quoted } from "./problems";

/** One line of a list: who, and into which groups, as they are written there. */
export type Entry = {
  readonly line: number;
  readonly username: string;
  readonly groupNames: readonly string[];
};

export type Reading = { readonly entries: readonly Entry[]; readonly problems: readonly Problem[] };

export function entryOf(line: number, text: string, groupNames: readonly string[]): Entry | Problem {
  const username = normalizeUsername(text);
  if (isUsername(username)) return { line, username, groupNames };
  if (username === "") return { line, words: "the username is missing." };
  if (username.length > 64) return { line, words: `${quoted(username)} is longer than 64 characters.` };
  return {
    line,
    words: `${quoted(username)} cannot be a username: it holds white space, a comma or the like.`,
  };
}
