import { sql } from "drizzle-orm";
import { coversGroup } from "@/db/access/rights";
import { Invalid } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { MAX_GROUPS, MAX_INVITED } from "@/lib/bulk-actions";
import { type Entry, type Problem, quote, type UsernameList } from "@/lib/username-list/entries";
import { readFile } from "@/lib/username-list/read-file";
import { readPasted } from "@/lib/username-list/read-pasted";
import type { DraftInput } from "./input";
import { rejectProblems } from "./problems";

/** The users to invite. */
export type Invitees = {
  /** Without duplicates, in the order of their first mention. */
  readonly usernames: readonly string[];
  /** For each username, its index in `groupIds`. */
  readonly choices: readonly number[];
  /** The distinct sets of groups, as ids. */
  readonly groupIds: readonly (readonly string[])[];
};

/**
 * Reads the users to invite from a form, with the groups chosen for all and those of each line.
 * @throws Invalid at the field that is wrong, with the problems of each line
 */
export async function readInvitees(ctx: RequestContext, input: DraftInput): Promise<Invitees> {
  const field = input.way === "file" ? "file" : "usernames";
  const { entries, problems } = await readList(input);
  if (entries.length + problems.length > MAX_INVITED) reject(field, TOO_MANY);
  const groupNames = new Set(entries.flatMap((entry) => entry.groupNames));
  if (groupNames.size > MAX_GROUPS) reject(field, TOO_MANY_GROUPS);
  const groups = await findGroups(ctx, [...groupNames]);
  rejectProblems(field, [...problems, ...entries.flatMap((entry) => findProblems(entry, groups))]);
  const groupsOf = new Map<string, Set<string>>();
  for (const { username, groupNames } of entries) {
    const chosen = groupsOf.get(username) ?? new Set();
    for (const name of groupNames) chosen.add(groups.get(name)?.id ?? "");
    groupsOf.set(username, chosen);
  }
  if (groupsOf.size === 0) reject(field, "Enter at least one username.");
  return shareGroupSets(groupsOf, input.groupIds);
}

/** Stores each set of groups once, because 10,000 users can have 100 groups each, and most have the same. */
function shareGroupSets(
  groupsOf: ReadonlyMap<string, ReadonlySet<string>>,
  groupsForAll: readonly string[],
): Invitees {
  const sets = new Map<string, { readonly index: number; readonly groupIds: readonly string[] }>();
  const choices = [...groupsOf.values()].map((ownGroups) => {
    const ids = [...ownGroups].sort();
    const key = ids.join();
    const known = sets.get(key) ?? {
      index: sets.size,
      groupIds: [...new Set([...groupsForAll, ...ids])].sort(),
    };
    sets.set(key, known);
    return known.index;
  });
  return {
    usernames: [...groupsOf.keys()],
    choices,
    groupIds: [...sets.values()].map(({ groupIds }) => groupIds),
  };
}

async function readList(input: DraftInput): Promise<UsernameList> {
  if (input.way === "paste") return readPasted(input.usernames);
  if (input.file.size === 0) {
    throw new Invalid("Choose a file first.", { file: "Choose a file that is not empty." });
  }
  const list = readFile(new Uint8Array(await input.file.arrayBuffer()));
  return "error" in list ? reject("file", list.error) : list;
}

const TOO_MANY = `There are more than ${MAX_INVITED.toLocaleString("en")} usernames. Divide the list, and invite one part after the other.`;
const TOO_MANY_GROUPS = `The list names more than ${MAX_GROUPS} groups. Name at most ${MAX_GROUPS} in all, or divide the list, and try again.`;

function reject(field: string, message: string): never {
  throw new Invalid(message, { [field]: message });
}

type Group = { readonly id: string; readonly name: string; readonly grantable: boolean };

/** Finds groups of the organization by name, ignoring case. @returns them by the names as they were given */
async function findGroups(ctx: RequestContext, names: readonly string[]): Promise<Map<string, Group>> {
  if (names.length === 0) return new Map();
  const rows = await ctx.db.execute<Group & { givenName: string }>(sql`
    select
      given.name as "givenName",
      g.id,
      g.name,
      ${coversGroup(sql`mine`, sql`g.organization_id`, sql`g.id`)} as grantable
    from unnest(${sql.param([...names])}::text[]) as given (name)
    join groups g on g.organization_id = ${ctx.organization.id} and g.search = lower(given.name)
    cross join effective_permissions(${ctx.actor.id}, ${ctx.organization.id}) as mine`);
  return new Map(rows.map((row) => [row.givenName, row]));
}

function findProblems({ line, groupNames }: Entry, groups: ReadonlyMap<string, Group>): Problem[] {
  return groupNames.flatMap((name) => {
    const group = groups.get(name);
    if (!group) return { line, message: `there is no group ${quote(name)} here.` };
    if (group.grantable) return [];
    return {
      line,
      message: `you cannot give ${quote(group.name)}: it allows more than you may do here yourself.`,
    };
  });
}
