import { sql } from "drizzle-orm";
import { z } from "zod";
import { coversGroup } from "@/db/access/rights";
import { Invalid } from "@/db/errors";
import { findUsernamesByAddress } from "@/db/invitations/addresses";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { MAX_ASSIGNMENTS, MAX_GROUPS, MAX_INVITED } from "@/lib/bulk-actions";
import type { RefusalReason } from "@/lib/refusals";
import { inSlices, type Steps } from "@/lib/slices";
import type { Entry, Problem, Unreadable } from "@/lib/username-list/entries";
import { type FileList, readFile } from "@/lib/username-list/read-file";
import { readPasted } from "@/lib/username-list/read-pasted";
import { shorten } from "@/lib/username-list/shorten";
import { type GroupRefusal, groupRefusal } from "./group-refusal";
import type { DraftInput } from "./input";
import type { ListSource } from "./types";

/** What was read from a form. */
export type InviteeList = {
  readonly entries: readonly Entry[];
  readonly unreadable: readonly Problem[];
  readonly source: ListSource;
  /** The groups that the entries name, by the names as they were entered. */
  readonly groups: ReadonlyMap<string, Group>;
  readonly groupsForAll: readonly string[];
  /** The usernames of email addresses, by address. */
  readonly addresses: ReadonlyMap<string, string>;
};

/** A user to invite. */
export type Invitee = {
  readonly username: string;
  /** The email addresses that stand for the username in the list. */
  readonly addresses: readonly string[];
  /** The line that mentions them first. */
  readonly line: number;
  readonly groups: ChosenGroups;
};

/** The groups that a user gets. */
type ChosenGroups = {
  readonly ids: readonly string[];
  /** Why nobody can get the groups that the user's lines name. */
  readonly refusal: GroupRefusal | null;
};

/**
 * Reads the users to invite from a form, with the groups chosen for all and those of each line.
 * @throws Invalid at the field with a list that can't be read at all
 */
export async function readInviteeList(
  ctx: RequestContext,
  parentId: string,
  input: DraftInput,
): Promise<InviteeList> {
  const field = input.way === "file" ? "file" : "usernames";
  const read = await readList(input);
  if ("error" in read) return reject(field, read.error);
  const { entries, problems, columns, encoding, leftOut } = read;
  const rows = entries.length + problems.length;
  if (rows > MAX_INVITED) reject(field, { code: "too-many-usernames" });
  if (rows === 0) reject(field, { code: "no-usernames" });
  const groupNames = new Set([...new Set(entries.map((entry) => entry.groupNames))].flat());
  if (groupNames.size > MAX_GROUPS) reject(field, { code: "too-many-groups" });
  const groups = await findGroups(ctx, [...groupNames]);
  const source = { rows, columns, encoding, ...(leftOut.length > 0 && { leftOut: summaryOf(leftOut) }) };
  const usernames = [...new Set(entries.map(({ username }) => username))];
  // Before email addresses are looked up, because a refusal must not reveal who has an address.
  const assignments = entries.reduce((count, entry) => count + entry.groupNames.length, 0);
  if (assignments + usernames.length * input.groupIds.length > MAX_ASSIGNMENTS)
    reject(field, { code: "too-many-assignments" });
  const addresses = await findUsernamesByAddress(ctx, parentId, usernames);
  return { entries, unreadable: problems, source, groups, groupsForAll: input.groupIds, addresses };
}

/** Combines the lines of each user. @returns the users in the order of their first mention */
export function* inviteesOf(list: InviteeList): Steps<Invitee[]> {
  const known = new Map<string, ChosenGroups>();
  const invitees: Invitee[] = [];
  for (const [username, { line, addresses, cells }] of yield* combine(list)) {
    yield;
    const names = [...cells].flat();
    // Once for the same names, because 10,000 users can have 100 groups each, and most have the same.
    const key = names.join("\n");
    const groups = known.get(key) ?? chooseGroups(list, names);
    known.set(key, groups);
    invitees.push({ username, addresses: [...addresses], line, groups });
  }
  return invitees;
}

/** The list with the addresses after this username left unresolved, as if nobody had them. */
export function withoutAddressesAfter(list: InviteeList, last: string): InviteeList {
  const { entries, addresses } = list;
  const end = entries.findIndex(({ username }) => username === last);
  const before = new Set(entries.slice(0, end).map(({ username }) => username));
  return { ...list, addresses: new Map([...addresses].filter(([address]) => before.has(address))) };
}

const MAX_LEFT_OUT = 20;

function summaryOf(leftOut: readonly string[]) {
  return { first: leftOut.slice(0, MAX_LEFT_OUT).map(shorten), count: leftOut.length };
}

type Person = {
  readonly line: number;
  readonly addresses: Set<string>;
  /** The different cells with groups of their lines. */
  readonly cells: Set<readonly string[]>;
};

/** Combines the lines of each username and of the email addresses that stand for it. */
function* combine({ entries, addresses }: InviteeList): Steps<Map<string, Person>> {
  const people = new Map<string, Person>();
  for (const { username: entered, line, groupNames } of entries) {
    yield;
    const username = addresses.get(entered) ?? entered;
    const person = people.get(username) ?? { line, addresses: new Set(), cells: new Set() };
    if (username !== entered) person.addresses.add(entered);
    person.cells.add(groupNames);
    people.set(username, person);
  }
  return people;
}

function chooseGroups({ groups, groupsForAll }: InviteeList, entered: readonly string[]): ChosenGroups {
  const names = [...new Set(entered)].sort();
  const ids = new Set([...groupsForAll, ...names.flatMap((name) => groups.get(name)?.id ?? [])]);
  return {
    ids: [...ids].sort(),
    refusal: groupRefusal(names.map((name) => groups.get(name) ?? { name })),
  };
}

type List = Omit<FileList, "encoding"> & Pick<ListSource, "encoding">;

async function readList(input: DraftInput): Promise<List | Unreadable> {
  if (input.way === "paste") {
    const list = await inSlices(readPasted(input.usernames));
    return "error" in list ? list : { ...list, encoding: null };
  }
  if (input.file.size === 0) return { error: { code: "empty-file" } };
  return await inSlices(readFile(new Uint8Array(await input.file.arrayBuffer())));
}

function reject(field: string, reason: RefusalReason): never {
  throw new Invalid({ [field]: reason });
}

const groupRow = z.object({
  givenName: z.string(),
  id: z.string(),
  name: z.string(),
  grantable: z.boolean(),
});
type Group = z.infer<typeof groupRow>;

/** Finds groups of the organization by name, ignoring case. @returns the groups by the names that were passed */
async function findGroups(ctx: RequestContext, names: readonly string[]): Promise<Map<string, Group>> {
  if (names.length === 0) return new Map();
  const rows = await rowsOf(ctx.db, groupRow)`
    select
      given.name as "givenName",
      g.id,
      g.name,
      ${coversGroup(sql`mine`, sql`g.organization_id`, sql`g.id`)} as grantable
    from unnest(${sql.param([...names])}::text[]) as given (name)
    join groups g on g.organization_id = ${ctx.organization.id} and lower(g.name) = lower(given.name)
    cross join effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as mine`;
  return new Map(rows.map((row) => [row.givenName, row]));
}
