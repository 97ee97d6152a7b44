import { BUSIEST } from "@/bench/seed/tree-sizes";
import { listMemberChoices } from "@/db/groups/member-choices";
import { type GroupSort, getGroup, listGroups } from "@/db/groups/queries";
import type { ListInput } from "@/db/lists/keyset";
import { listMembers, MEMBER_SORTS, type MemberSort } from "@/db/memberships/list";
import { listRoleChoices, listRoleGroupChoices } from "@/db/roles/choices";
import { getRole, listRoles, type RoleSort } from "@/db/roles/queries";
import { BOTH_WAYS, firstAndLast, inWords, type MeasuredPage, searches } from "../page";
import type { Stage } from "../stage";

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
    read: (stage: Stage) => readMemberChoices(stage, search),
  })),
  { name: "group to create", read: async (stage) => readRoleChoices(stage, null) },
];

export const ROLES: readonly MeasuredPage[] = [
  ...firstAndLast("roles", readRoles, { sort: "name", descending: false }),
  ...searches("roles", readRoles, "name", ["role", "role 17", "ro", "nothing"]),
  { name: "role of half", read: (stage) => readRole(stage, stage.id("r3")) },
  { name: "role of few", read: (stage) => readRole(stage, stage.id("rb1", 0)) },
  { name: "role Administrator", read: (stage) => readRole(stage, stage.id("r1")) },
];

async function readGroups(stage: Stage, input: ListInput<GroupSort>) {
  return listGroups({ ctx: await stage.open(BUSIEST), input });
}

function readGroup(kind: "g2" | "gb1") {
  return async (stage: Stage, input: ListInput<MemberSort>) => {
    const ctx = await stage.open(BUSIEST);
    const groupId = stage.id(kind, kind === "g2" ? BUSIEST : 0);
    const group = await getGroup({ ctx, groupId });
    const members = await listMembers({ ctx, input, group });
    await listRoleChoices({ ctx, groupId });
    return members;
  };
}

async function readMemberChoices(stage: Stage, search: string) {
  const ctx = await stage.open(BUSIEST);
  await listMemberChoices({ ctx, input: { groupId: stage.id("g2"), search } });
}

async function readRoleChoices(stage: Stage, groupId: string | null) {
  await listRoleChoices({ ctx: await stage.open(BUSIEST), groupId });
}

async function readRoles(stage: Stage, input: ListInput<RoleSort>) {
  return listRoles({ ctx: await stage.open(BUSIEST), input });
}

async function readRole(stage: Stage, roleId: string) {
  const ctx = await stage.open(BUSIEST);
  const role = await getRole({ ctx, roleId });
  await listRoleGroupChoices({ ctx, role, search: "" });
}
