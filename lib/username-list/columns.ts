import { MAX_COLUMNS } from "@/lib/bulk-actions";
import { cutText, normalizeText } from "@/lib/text";
import type { TableColumns, Unreadable } from "./entries";
import { shorten } from "./shorten";

export type Columns = TableColumns & {
  readonly count: number;
  /** The columns of the usernames, by priority. */
  readonly usernames: readonly number[];
  readonly groups: number | null;
};

/**
 * The names of columns for usernames, the most exact ones first. What Okta, Entra ID and Google Workspace call `login` or
 * `userPrincipalName` is often an email address, which stands for the user who has it.
 */
const USERNAME_KEYS = [
  ...["username", "login", "loginname", "userlogin", "logonname", "userlogonname", "signinname"],
  ...["accountname", "samaccountname", "user"],
  ...["email", "emailaddress", "mail", "mailaddress", "primaryemail", "workemail"],
  ...["userprincipalname", "upn"],
];
const GROUPS_KEYS = ["groups", "group", "groupnames", "groupname"];
/** Other columns of lists of people. They contain no usernames. */
const OTHER_KEYS = [
  ...[
    "name",
    "fullname",
    "displayname",
    "firstname",
    "lastname",
    "givenname",
    "surname",
    "familyname",
    "middlename",
  ],
  ...["department", "company", "organization", "jobtitle", "phone", "status"],
];

/** Recognizes the columns of a table by its first row. */
export function readColumns(cells: readonly string[]): Columns | Unreadable {
  if (cells.length > MAX_COLUMNS) return { error: { code: "table-too-wide" } };
  const keys = cells.map(keyOf);
  const names = cells.map((cell) => shorten(cell.trim()));
  const namesAt = (indexes: readonly number[]) => indexes.flatMap((at) => names[at] ?? []);
  const usernames = indexesOf(keys, USERNAME_KEYS);
  const groups = indexesOf(keys, GROUPS_KEYS);
  if (usernames.length === 0) {
    return { error: { code: "table-without-usernames", columns: names.filter(Boolean).slice(0, 10) } };
  }
  const repeated = usernames.filter(
    (at) => keys.indexOf(keys[at] ?? "") !== keys.lastIndexOf(keys[at] ?? ""),
  );
  if (repeated.length > 0) return { error: { code: "columns-of-usernames", columns: namesAt(repeated) } };
  if (groups.length > 1) return { error: { code: "columns-of-groups", columns: namesAt(groups) } };
  const used = new Set([...usernames, ...groups]);
  return {
    count: cells.length,
    usernames,
    groups: groups[0] ?? null,
    usernameColumns: namesAt(usernames),
    ignoredColumns: names.filter((name, at) => name !== "" && !used.has(at)),
  };
}

/**
 * Whether the first row of a pasted text names columns. If it is separated by tabs, it comes from a spreadsheet. Otherwise
 * all its cells must be names of columns, or an email address must be below the name of an email column.
 * @param second the row after it
 */
export function isHeader(cells: readonly string[], second: readonly string[], delimiter: string): boolean {
  const keys = cells.map(keyOf);
  if (keys.includes("username")) return true;
  const known = keys.filter((key) => USERNAME_KEYS.includes(key));
  if (known.length === 0) return false;
  if (delimiter === "\t" && cells.length > 1) return true;
  const isAboveAddress = keys.some((key, at) => /mail/.test(key) && second[at]?.includes("@"));
  return (isAboveAddress && cells.length > 1) || keys.every(isKnown) || namesPeople(keys);
}

function isKnown(key: string): boolean {
  return key === "email" || key === "emailaddress" || GROUPS_KEYS.includes(key);
}

function namesPeople(keys: readonly string[]): boolean {
  const all = [...USERNAME_KEYS, ...GROUPS_KEYS, ...OTHER_KEYS];
  return keys.some((key) => OTHER_KEYS.includes(key)) && keys.every((key) => all.includes(key));
}

/** "User name", "user_name" and "User name [userPrincipalName] Required" have the same key. */
function keyOf(cell: string): string {
  const name = normalizeText(cutText(cell, 200), "NFKC").toLowerCase();
  return name.replace(/[[(].*/s, "").replace(/[^\p{L}\p{N}]/gu, "");
}

/** @returns the positions of these keys, in the order of `wanted` */
function indexesOf(keys: readonly string[], wanted: readonly string[]): number[] {
  return keys
    .flatMap((key, at) => (wanted.includes(key) ? [at] : []))
    .sort((one, other) => wanted.indexOf(keys[one] ?? "") - wanted.indexOf(keys[other] ?? "") || one - other);
}
