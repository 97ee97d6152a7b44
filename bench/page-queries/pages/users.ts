import { BUSIEST } from "@/bench/seed/tree-sizes";
import { listGroupChoices, listGroupNames } from "@/db/groups/queries";
import type { ListInput } from "@/db/lists/keyset";
import { listMembers, MEMBER_SORTS, type MemberSort } from "@/db/memberships/list";
import { countByFilter, MEMBER_FILTERS, type MemberView } from "@/db/memberships/view";
import { findPasswordState } from "@/db/passwords/state";
import { can, type RequestContext } from "@/db/request-context";
import { countConsequences } from "@/db/users/consequences";
import { explainPermissions } from "@/db/users/explain-permissions";
import { getProfile, getUser } from "@/db/users/get";
import { BOTH_WAYS, firstAndLast, inWords, type MeasuredPage, searches } from "../page";
import type { TreeScenario } from "../tree-scenario";

export const USERS: readonly MeasuredPage[] = [
  ...MEMBER_SORTS.flatMap((sort) =>
    BOTH_WAYS.flatMap((descending) =>
      firstAndLast(`users ${inWords(sort, descending)}`, readUsers, { sort, descending }),
    ),
  ),
  ...MEMBER_FILTERS.map((filter) => ({
    name: `users, filtered: ${filter}`,
    read: (scenario: TreeScenario) =>
      readUsers(scenario, { sort: "name", descending: false, search: "", after: null, before: null, filter }),
  })),
  ...searches("users", readUsers, "name", ["example", "ada", "da", "everett", "nobody at all"]),
  { name: "user", read: (scenario) => readUser(scenario, scenario.anyUser.id) },
  {
    name: "user who is a member everywhere",
    read: (scenario) => readUser(scenario, scenario.everett.userId),
  },
  {
    name: "user who is a member everywhere, at the root",
    read: (scenario) => readUser(scenario, scenario.everett.userId, 1),
  },
  {
    name: "user to edit",
    read: async (scenario) => getProfile({ ctx: await scenario.open(BUSIEST), userId: scenario.anyUser.id }),
  },
  {
    name: "user to create",
    read: async (scenario) => listGroupChoices({ ctx: await scenario.open(BUSIEST), search: "" }),
  },
];

async function readUsers(scenario: TreeScenario, input: ListInput<MemberSort> & Partial<MemberView>) {
  const ctx = await scenario.open(BUSIEST);
  const [users] = await Promise.all([
    listMembers({ ctx, input }),
    countByFilter({ ctx, input }),
    listGroupNames({ ctx, chosenId: null }),
  ]);
  await readAddUser(ctx);
  return users;
}

/** The dialog that the Users and the Invitations page have. */
export async function readAddUser(ctx: RequestContext): Promise<void> {
  if (ctx.organization.parent && can(ctx, "invitations.create")) await listGroupChoices({ ctx, search: "" });
}

async function readUser(scenario: TreeScenario, userId: string, organization = BUSIEST) {
  const ctx = await scenario.open(organization);
  await Promise.all([
    getUser({ ctx, userId }),
    explainPermissions({ ctx, userId }),
    findPasswordState({ ctx, userId }),
    listGroupChoices({ ctx, search: "" }),
  ]);
  await countConsequences({ ctx, userId });
}
