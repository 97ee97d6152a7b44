import { BUSIEST } from "@/bench/seed/tree-sizes";
import { listMemberChoices } from "@/db/groups/member-choices";
import { type GroupSort, getGroup, listGroups } from "@/db/groups/queries";
import type { ListInput } from "@/db/lists/keyset";
import { listMembers, MEMBER_SORTS, type MemberSort } from "@/db/memberships/list";
import { listRoleChoices, listRoleGroupChoices } from "@/db/roles/choices";
import { getRole, listRoles, type RoleSort } from "@/db/roles/queries";
import { BOTH_WAYS, firstAndLast, inWords, type MeasuredPage, searches } from "../page";
import type { TreeScenario } from "../tree-scenario";

export const GROUPS: readonly MeasuredPage[] = [
  ...firstAndLast("groups", readGroups, { sort: "name", descending: false }),
  ...searches("groups", readGroups, "name", ["team", "team 17", "te", "nothing"]),
  ...MEMBER_SORTS.flatMap((sort) =>
    BOTH_WAYS.flatMap((descending) => [
      ...firstAndLast(`group of a third ${inWords(sort, descending)}`, readGroup("g2"), { sort, descending }),
      ...firstAndLast(`group of few ${inWords(sort, descending)}`, readGroup("gb1"), { sort, descending }),
    ]),
  ),
  ...searches("group of a third", readGroup("g2"), "name", ["example", "ada", "da", "nobody at all"]),
  ...["", "example", "da", "nobody at all"].map((search) => ({
    name: `group, users to add, searched for “${search}”`,
    read: (scenario: TreeScenario) => readMemberChoices(scenario, search),
  })),
  { name: "group to create", read: async (scenario) => readRoleChoices(scenario, null) },
];

export const ROLES: readonly MeasuredPage[] = [
  ...firstAndLast("roles", readRoles, { sort: "name", descending: false }),
  ...searches("roles", readRoles, "name", ["role", "role 17", "ro", "nothing"]),
  { name: "role of half", read: (scenario) => readRole(scenario, scenario.id("r3")) },
  { name: "role of few", read: (scenario) => readRole(scenario, scenario.id("rb1", 0)) },
  { name: "role Administrator", read: (scenario) => readRole(scenario, scenario.id("r1")) },
];

async function readGroups(scenario: TreeScenario, input: ListInput<GroupSort>) {
  return listGroups({ ctx: await scenario.open(BUSIEST), input });
}

function readGroup(kind: "g2" | "gb1") {
  return async (scenario: TreeScenario, input: ListInput<MemberSort>) => {
    const ctx = await scenario.open(BUSIEST);
    const groupId = scenario.id(kind, kind === "g2" ? BUSIEST : 0);
    await getGroup({ ctx, groupId });
    const members = await listMembers({ ctx, input: { ...input, groupId } });
    await listRoleChoices({ ctx, groupId });
    return members;
  };
}

async function readMemberChoices(scenario: TreeScenario, search: string) {
  const ctx = await scenario.open(BUSIEST);
  await listMemberChoices({ ctx, input: { groupId: scenario.id("g2"), search } });
}

async function readRoleChoices(scenario: TreeScenario, groupId: string | null) {
  await listRoleChoices({ ctx: await scenario.open(BUSIEST), groupId });
}

async function readRoles(scenario: TreeScenario, input: ListInput<RoleSort>) {
  return listRoles({ ctx: await scenario.open(BUSIEST), input });
}

async function readRole(scenario: TreeScenario, roleId: string) {
  const ctx = await scenario.open(BUSIEST);
  await getRole({ ctx, roleId });
  await listRoleGroupChoices({ ctx, roleId, search: "" });
}
