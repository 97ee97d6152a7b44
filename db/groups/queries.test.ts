import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { listGroups } from "@/db/groups/queries";
import { listMembers } from "@/db/memberships/list";
import { listRoleGroupChoices } from "@/db/roles/choices";
import { getRole, listRoles } from "@/db/roles/queries";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();
const input = { sort: "name", descending: false, search: "", after: null, before: null } as const;

test("the members of a group are listed and searched", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const group = await seedGroup(db, acme.id, []);
  await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
  const ctx = await scenario.contextOf("alex", "acme");
  const list = async (search: string) => {
    const page = await listMembers({ ctx, input: { ...input, search, groupId: group.id } });
    return { usernames: page.rows.map(({ username }) => username), count: page.total.count };
  };
  expect(await list("")).toEqual({ usernames: ["sam"], count: 1 });
  expect(await list("sam")).toEqual({ usernames: ["sam"], count: 1 });
  expect(await list("alex")).toEqual({ usernames: [], count: 0 });
});

test("the groups to choose from for a role start with those that have it", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const [role, other] = [await seedGroup(db, acme.id, []), await seedGroup(db, acme.id, [])];
  await addToGroup(db, acme.id, scenario.userId("sam"), other.id);
  const ctx = await scenario.contextOf("alex", "acme");
  const choose = (search: string) => listRoleGroupChoices({ ctx, roleId: role.roleId, search });
  const others = [
    { id: acme.administratorsGroupId, name: "Administrators", members: 1, assigned: false },
    { id: other.id, name: other.name, members: 1, assigned: false },
  ];
  expect(await choose("")).toEqual([{ id: role.id, name: role.name, members: 0, assigned: true }, ...others]);
  expect((await choose("ADMIN")).map(({ name }) => name)).toEqual(["Administrators"]);
});

test.each([3, 201])("a role of %d groups shows the first ones by name", async (count) => {
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

test("a search among thousands of groups finds each match once, whether all, few or none match", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  await db.execute(sql`
    insert into groups (organization_id, name)
    select ${acme.id}, 'Crew ' || 1000 + n from generate_series(1, 2500) n`);
  const ctx = await scenario.contextOf("alex", "acme");
  const all = Array.from({ length: 2500 }, (_, at) => `Crew ${1001 + at}`);
  for (const search of ["crew 34", "345", "CREW 3500", "nothing"]) {
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
