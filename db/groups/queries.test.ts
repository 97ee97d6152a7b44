import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { listMemberChoices } from "@/db/groups/member-choices";
import { getGroup, listGroups } from "@/db/groups/queries";
import type { ListInput } from "@/db/lists/keyset";
import { listMembers } from "@/db/memberships/list";
import type { RequestContext } from "@/db/request-context";
import { listRoleChoices, listRoleGroupChoices } from "@/db/roles/choices";
import { getRole, listRoles } from "@/db/roles/queries";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";

const { db, url } = testDatabase();
const input = { sort: "name", descending: false, search: "", after: null, before: null } as const;

describe("the pages of groups and roles", () => {
  const statements: string[] = [];
  const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
  let ctx: RequestContext;
  let group: { id: string; roleId: string };
  beforeAll(async () => {
    const scenario = await seedScenario(db);
    group = await seedGroup(db, scenario.organizations.acme.id, ["users.view"]);
    await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), group.id);
    ctx = { ...(await scenario.contextOf("alex", "acme")), db: counting };
  });
  afterAll(() => counting.close());

  const READS: Record<string, () => Promise<unknown>> = {
    "the list of groups": () => listGroups({ ctx, input }),
    "a group": () => getGroup({ ctx, groupId: group.id }),
    "its members": () => listMembers({ ctx, input, group: { id: group.id, members: 1 } }),
    "its choice of roles": () => listRoleChoices({ ctx, groupId: group.id }),
    "its choice of users": () => listMemberChoices({ ctx, input: { groupId: group.id, search: "a" } }),
    "the list of roles": () => listRoles({ ctx, input }),
    "a role": () => getRole({ ctx, roleId: group.roleId }),
    "its choice of groups": () =>
      listRoleGroupChoices({ ctx, role: { id: group.roleId, groupCount: 1 }, search: "" }),
  };

  test.each(Object.keys(READS))("%s is read in one round trip", async (name) => {
    statements.length = 0;
    await READS[name]?.();
    expect(statements).toHaveLength(1);
  });
});

test("the members of a group of few and of many are the same list", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const group = await seedGroup(db, acme.id, []);
  await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
  const ctx = await scenario.contextOf("alex", "acme");
  const list = async (members: number, change: Partial<ListInput<"name">> = {}) => {
    const page = await listMembers({ ctx, input: { ...input, ...change }, group: { id: group.id, members } });
    return page.rows.map(({ username }) => username);
  };
  for (const members of [1, 1001]) {
    expect(await list(members)).toEqual(["sam"]);
    expect(await list(members, { search: "sam" })).toEqual(["sam"]);
    expect(await list(members, { search: "alex" })).toEqual([]);
  }
});

test("the groups to choose from for a role given to few and to many are the same, those that have it first", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const [role, other] = [await seedGroup(db, acme.id, []), await seedGroup(db, acme.id, [])];
  await addToGroup(db, acme.id, scenario.userId("sam"), other.id);
  const ctx = await scenario.contextOf("alex", "acme");
  for (const groupCount of [1, 201]) {
    const choose = (search: string) =>
      listRoleGroupChoices({ ctx, role: { id: role.roleId, groupCount }, search });
    expect(await choose("")).toEqual([
      { id: role.id, name: role.name, members: 0, given: true },
      { id: acme.administratorsId, name: "Administrators", members: 1, given: false },
      { id: other.id, name: other.name, members: 1, given: false },
    ]);
    expect((await choose("ADMIN")).map(({ name }) => name)).toEqual(["Administrators"]);
  }
});

test.each([3, 201])("the first groups of a role that %d have are the first by name", async (count) => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const role = await seedGroup(db, acme.id, []);
  await db.execute(sql`
    with made as (
      insert into groups (organization_id, name)
      select ${acme.id}, 'Crew ' || 1000 - n from generate_series(1, ${2 * count}::int) n returning *
    )
    insert into group_roles (organization_id, group_id, role_id)
    select organization_id, id, ${role.roleId} from made where right(name, 3)::int % 2 = 1`);
  await db.execute(sql`delete from group_roles where group_id = ${role.id}`);
  const ctx = await scenario.contextOf("alex", "acme");
  const first = (length: number) =>
    Array.from({ length: Math.min(length, count) }, (_, at) => `Crew ${1000 - 2 * count + 1 + 2 * at}`);
  const names = (groups: readonly { name: string }[] = []) => groups.map(({ name }) => name);
  const { rows } = await listRoles({ ctx, input });
  expect(names(rows.find(({ id }) => id === role.roleId)?.groups)).toEqual(first(3));
  const { groups, groupCount } = await getRole({ ctx, roleId: role.roleId });
  expect([names(groups), groupCount]).toEqual([first(100), count]);
});

test("groups are found among thousands, whether all, few or none are called so, each once", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  await db.execute(sql`
    insert into groups (organization_id, name)
    select ${acme.id}, 'Crew ' || 1000 + n from generate_series(1, 2500) n`);
  const ctx = await scenario.contextOf("alex", "acme");
  const all = Array.from({ length: 2500 }, (_, at) => `Crew ${1001 + at}`);
  for (const search of ["crew 34", "34", "CREW 3500", "nothing"]) {
    const expected = all.filter((name) => name.toLowerCase().includes(search.toLowerCase()));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listGroups({ ctx, input: { ...input, search, after } });
      expect(page.total).toEqual({ count: expected.length, more: false });
      seen.push(...page.rows.map(({ name }) => name));
      after = page.next;
    } while (after);
    expect(seen).toEqual(expected);
  }
  const common = await listGroups({ ctx, input: { ...input, search: "rew" } });
  expect(common.total).toEqual({ count: 1000, more: true });
  expect(common.rows.map(({ name }) => name)).toEqual(all.slice(0, 20));
});
