import { isUsername, normalizeUsername } from "@/lib/usernames";

/** One line of a list: a username, with the names of its groups. */
export type Entry = {
  readonly line: number;
  readonly username: string;
  readonly groupNames: readonly string[];
};

/** What is wrong with a line, as the rest of a sentence. */
export type Problem = { readonly line: number; readonly message: string };

export type UsernameList = { readonly entries: readonly Entry[]; readonly problems: readonly Problem[] };

export function parseEntry(line: number, text: string, groupNames: readonly string[]): Entry | Problem {
  const username = normalizeUsername(text);
  if (isUsername(username)) return { line, username, groupNames };
  if (username === "") return { line, message: "the username is missing." };
  if (username.length > 64) return { line, message: `${quote(username)} is longer than 64 characters.` };
  return {
    line,
    message: `${quote(username)} cannot be a username: it holds white space, a comma or the like.`,
  };
}

export function toList(lines: readonly (Entry | Problem)[]): UsernameList {
  return {
    entries: lines.filter((line) => "username" in line),
    problems: lines.filter((line) => "message" in line),
  };
}

/** Quotes text from a list in a sentence: on one line, and at most 40 characters of it. */
export function quote(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
  return `“${line.length > 40 ? `${line.slice(0, 40)}…` : line}”`;
}
