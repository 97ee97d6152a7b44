import { sql } from "drizzle-orm";
import { coversGroup } from "@/db/access/rights";
import { Invalid } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { MAX_GROUPS, MAX_INVITED } from "@/lib/bulk-actions";
import type { Entry } from "./entries";
import type { DraftInput } from "./input";
import { type Problem, quoted, refuseProblems } from "./problems";
import { readFile } from "./read-file";
import { readPasted } from "./read-pasted";

/** Who is to be invited, each once, in the order in which they are named first. */
export type Invitees = {
  readonly usernames: readonly string[];
  /** For each username, its index in `groupIds`. */
  readonly choices: readonly number[];
  /** The different sets of groups that somebody is to join, as ids. */
  readonly groupIds: readonly (readonly string[])[];
};

/**
 * Reads whom a form names, with the groups that all are to join and those of their own lines.
 * @throws Invalid, by line, at the field that stands against it
 */
export async function inviteesOf(ctx: RequestContext, input: DraftInput): Promise<Invitees> {
  const field = input.way === "file" ? "file" : "usernames";
  const { entries, problems } = await readInput(input);
  if (entries.length + problems.length > MAX_INVITED) refuse(field, TOO_MANY);
  const groupNames = new Set(entries.flatMap((entry) => entry.groupNames));
  if (groupNames.size > MAX_GROUPS) refuse(field, TOO_MANY_GROUPS);
  const groups = await findGroups(ctx, [...groupNames]);
  refuseProblems(field, [...problems, ...entries.flatMap((entry) => problemsWith(entry, groups))]);
  const groupsOf = new Map<string, Set<string>>();
  for (const { username, groupNames } of entries) {
    const chosen = groupsOf.get(username) ?? new Set();
    for (const name of groupNames) chosen.add(groups.get(name)?.id ?? "");
    groupsOf.set(username, chosen);
  }
  if (groupsOf.size === 0) refuse(field, "Enter at least one username.");
  return withSharedGroups(groupsOf, input.groupIds);
}

/** Most people get the same groups: each set of them is kept once, because 10,000 people can have 100 groups each. */
function withSharedGroups(
  groupsOf: ReadonlyMap<string, ReadonlySet<string>>,
  groupsOfAll: readonly string[],
): Invitees {
  const sets = new Map<string, { readonly index: number; readonly groupIds: readonly string[] }>();
  const choices = [...groupsOf.values()].map((ownGroups) => {
    const ids = [...ownGroups].sort();
    const key = ids.join();
    const known = sets.get(key) ?? {
      index: sets.size,
      groupIds: [...new Set([...groupsOfAll, ...ids])].sort(),
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

async function readInput(input: DraftInput) {
  if (input.way === "paste") return readPasted(input.usernames);
  if (input.file.size === 0)
    throw new Invalid("Choose a file first.", { file: "Choose a file that is not empty." });
  return readFile(new Uint8Array(await input.file.arrayBuffer()));
}

const TOO_MANY = `There are more than ${MAX_INVITED.toLocaleString("en")} usernames. Divide the list, and invite one part after the other.`;
const TOO_MANY_GROUPS = `The list names more than ${MAX_GROUPS} groups. Name at most ${MAX_GROUPS} in all, or divide the list, and try again.`;

function refuse(field: string, words: string): never {
  throw new Invalid(words, { [field]: words });
}

type Group = { readonly id: string; readonly name: string; readonly grantable: boolean };

/** The groups of the organization by the names under which they were asked for, in capitals or not. */
async function findGroups(ctx: RequestContext, names: readonly string[]): Promise<Map<string, Group>> {
  if (names.length === 0) return new Map();
  const rows = await ctx.db.execute<Group & { asked: string }>(sql`
    select asked.name as asked, g.id, g.name, ${coversGroup(sql`mine`, sql`g.organization_id`, sql`g.id`)} as grantable
    from unnest(${sql.param([...names])}::text[]) as asked (name)
    join groups g on g.organization_id = ${ctx.organization.id} and g.search = lower(asked.name)
    join organizations o on o.id = g.organization_id
    cross join lateral effective_permissions(${ctx.actor.id}, o.id) as mine`);
  return new Map(rows.map((row) => [row.asked, row]));
}

function problemsWith({ line, groupNames }: Entry, groups: ReadonlyMap<string, Group>): Problem[] {
  return groupNames.flatMap((name) => {
    const group = groups.get(name);
    if (!group) return { line, words: `there is no group ${quoted(name)} here.` };
    if (group.grantable) return [];
    return {
      line,
      words: `you cannot give ${quoted(group.name)}: it allows more than you may do here yourself.`,
    };
  });
}
