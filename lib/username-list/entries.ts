import type { RefusalReason } from "@/lib/refusals";
import { isUsername, normalizeUsername } from "@/lib/usernames";
import type { ProblemReason } from "./problems";
import { shorten } from "./shorten";

/** One row of a list: a username, or the email address that stands for it, with the names of its groups. */
export type Entry = {
  readonly line: number;
  readonly username: string;
  readonly groupNames: readonly string[];
};

/** A row that can't be read. */
export type Problem = {
  readonly line: number;
  readonly reason: ProblemReason;
  /** Its cells: the username, the groups, and the text beyond the last column. */
  readonly entered: readonly string[];
};

/** How a table was read. */
export type TableColumns = {
  /** The names of the columns with usernames. A later column is used where the earlier ones are empty. */
  readonly usernameColumns: readonly string[];
  readonly ignoredColumns: readonly string[];
};

export type UsernameList = {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
  /** Words next to email addresses, which are names of people. */
  readonly leftOut: readonly string[];
  /** Null for usernames without a table. */
  readonly columns: TableColumns | null;
};

/** Why a list can't be read at all. */
export type Unreadable = { readonly error: RefusalReason };

/** @param text a username, an email address, or both a name and an address: `Grace Holloway <grace@meridian.example>` */
export function parseEntry(
  line: number,
  text: string,
  groupNames: readonly string[],
): Entry | { readonly reason: ProblemReason } {
  const username = normalizeUsername(addressIn(text) ?? text);
  if (username.includes("\ufffd")) return { reason: { code: "letters-lost", text: shorten(username) } };
  if (isUsername(username)) return { line, username, groupNames };
  if (username === "") return { reason: { code: "username-missing" } };
  return {
    reason: { code: username.length > 64 ? "username-too-long" : "not-a-username", text: shorten(username) },
  };
}

/** The email address between `<` and `>` at the end of a text, or null if there is none or more than one. */
function addressIn(text: string): string | null {
  return /^[^<>]*<([^<>\s]{3,254})>\s*$/.exec(text)?.[1] ?? null;
}
