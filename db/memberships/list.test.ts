import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Forbidden } from "@/db/errors";
import { testDatabase } from "@/db/testing/database";
import { day, joinUntil } from "@/db/testing/membership-ends";
import { pagesOf } from "@/db/testing/paging";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { exportMembers, listMembers } from "./list";
import { countByFilter, MEMBER_FILTERS, type MemberView, readMemberView } from "./view";

const { db, url } = testDatabase();
const first = { sort: "username", descending: false, search: "", after: null, before: null } as const;

describe("the filters of the list of users", () => {
  const found: Record<(typeof MEMBER_FILTERS)[number], string[]> = {
    all: ["alex", "dennis", "grace", "linus", "sam"],
    managed: ["alex", "sam"],
    invited: ["dennis", "grace", "linus"],
    "with-end-date": ["dennis", "linus"],
    "ending-soon": ["linus"],
    disabled: ["sam"],
  };

  test.each(MEMBER_FILTERS)("%s", async (filter) => {
    expect(await namesIn(await seedMembers(), { filter })).toEqual(found[filter]);
  });

  test("count the users that match the search, in one statement", async () => {
    const scenario = await seedMembers();
    const statements: string[] = [];
    const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
    const ctx = { ...(await scenario.contextOf("alex", "acme")), db: counting };
    const counted = Object.fromEntries(MEMBER_FILTERS.map((filter) => [filter, found[filter].length]));
    expect(await countByFilter({ ctx, input: { search: "" } })).toEqual(counted);
    expect(statements).toHaveLength(1);
    expect(await countByFilter({ ctx, input: { search: "linus" } })).toMatchObject({
      all: 1,
      managed: 0,
      invited: 1,
      "ending-soon": 1,
      disabled: 0,
    });
    await counting.close();
  });

  test("have no counts if there are more than a thousand users", async () => {
    const scenario = await seedScenario(db);
    await seedCrowd(scenario, 1001);
    const ctx = await scenario.contextOf("ada", "meridian");
    expect(await countByFilter({ ctx, input: { search: "" } })).toBeNull();
    expect(await countByFilter({ ctx, input: { search: "ada" } })).toMatchObject({ all: 1 });
  });

  test("apply to every page, forward and back", async () => {
    const scenario = await seedScenario(db);
    await seedCrowd(scenario, 50);
    await db.execute(sql`
      update users set disabled_at = now()
      where managing_organization_id = ${scenario.organizations.meridian.id}
        and username like 'crowd-%' and username < 'crowd-145'`);
    const ctx = await scenario.contextOf("ada", "meridian");
    const { there, back } = await pagesOf((cursors) =>
      listMembers({ ctx, input: { ...first, filter: "disabled", ...cursors } }),
    );
    expect(back).toEqual(there);
    const usernames = there.flat().map(({ username }) => username);
    expect(usernames).toHaveLength(new Set(usernames).size);
    expect(usernames.every((username) => username === "ken" || username < "crowd-145")).toBe(true);
  });
});

describe("the filter by group", () => {
  test("finds the members, also together with another filter", async () => {
    const scenario = await seedMembers();
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, []);
    for (const person of ["sam", "grace"] as const) {
      await addToGroup(db, acme.id, scenario.userId(person), group.id);
    }
    expect(await namesIn(scenario, { groupId: group.id })).toEqual(["grace", "sam"]);
    expect(await namesIn(scenario, { groupId: group.id, filter: "invited" })).toEqual(["grace"]);
  });

  test("finds nobody in a group of another organization, or in one that doesn't exist", async () => {
    const scenario = await seedMembers();
    const foreign = scenario.organizations.meridian.administratorsGroupId;
    const counts: unknown[] = [];
    for (const groupId of [foreign, randomUUID()]) {
      expect(await namesIn(scenario, { groupId })).toEqual([]);
      const ctx = await scenario.contextOf("alex", "acme");
      counts.push(await countByFilter({ ctx, input: { search: "", groupId } }));
    }
    expect(counts[0]).toMatchObject({ all: 0 });
    expect(counts[0]).toEqual(counts[1]);
  });

  test("needs the permission to see groups", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, ["users.view"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
    const ctx = await scenario.contextOf("sam", "acme");
    const input = { ...first, groupId: group.id };
    await expect(listMembers({ ctx, input })).rejects.toThrow(Forbidden);
    await expect(countByFilter({ ctx, input })).rejects.toThrow(Forbidden);
    await expect(exportMembers({ ctx, input }).next()).rejects.toThrow(Forbidden);
    expect(readMemberView(ctx, { group: group.id })).toEqual({ filter: "all", groupId: null });
    const alex = await scenario.contextOf("alex", "acme");
    expect(readMemberView(alex, { group: group.id.toUpperCase(), show: "disabled" })).toEqual({
      filter: "disabled",
      groupId: group.id,
    });
  });
});

test("a malformed group or an unknown filter in the address is ignored", async () => {
  const ctx = await (await seedScenario(db)).contextOf("alex", "acme");
  for (const given of [{}, { group: "x", show: "everything" }, { group: "", show: "" }]) {
    expect(readMemberView(ctx, given)).toEqual({ filter: "all", groupId: null });
  }
});

describe("an export", () => {
  test("has all users that match, in the order of the list, and reads 25 at a time when they are requested", async () => {
    const scenario = await seedScenario(db);
    await seedCrowd(scenario, 60);
    const statements: string[] = [];
    const counting = createDatabase(url, { connections: 1, onStatement: (text) => statements.push(text) });
    const ctx = { ...(await scenario.contextOf("ada", "meridian")), db: counting };
    const usernames: string[] = [];
    const input = { sort: "username", descending: true, search: "crowd" } as const;
    for await (const rows of exportMembers({ ctx, input })) {
      usernames.push(...rows.map(({ username }) => username));
      expect(statements).toHaveLength(Math.ceil(usernames.length / 25));
    }
    expect(usernames).toEqual(Array.from({ length: 60 }, (_, at) => `crowd-${159 - at}`));
    await counting.close();
  });

  test("has all groups of a user", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    await db.execute(sql`
      with made as (
        insert into groups (organization_id, name)
        select ${acme.id}, 'Group ' || n from generate_series(1, 30) n returning id
      )
      insert into membership_groups (organization_id, user_id, group_id)
      select ${acme.id}, ${scenario.userId("sam")}, id from made`);
    const ctx = await scenario.contextOf("alex", "acme");
    const { value } = await exportMembers({ ctx, input: { ...first, search: "sam" } }).next();
    expect(value?.[0]?.groups).toHaveLength(30);
  });

  test("needs the permission to see users", async () => {
    const ctx = {
      ...(await (await seedScenario(db)).contextOf("alex", "acme")),
      permissions: new Set<never>(),
    };
    await expect(exportMembers({ ctx, input: first }).next()).rejects.toThrow(Forbidden);
  });
});

/** Acme Travel with grace, dennis until in 60 days, linus until in 3 days, and sam, who is disabled. */
async function seedMembers(): Promise<Scenario> {
  const scenario = await seedScenario(db);
  await joinUntil(scenario, "alex", "acme", "grace", null);
  await joinUntil(scenario, "alex", "acme", "dennis", day(60));
  await joinUntil(scenario, "alex", "acme", "linus", day(3));
  const ctx = await scenario.contextOf("alex", "acme");
  await disableUser({ ctx, input: { userId: scenario.userId("sam") } });
  return scenario;
}

async function namesIn(scenario: Scenario, view: Omit<MemberView, "search">): Promise<string[]> {
  const ctx = await scenario.contextOf("alex", "acme");
  const { rows, total } = await listMembers({ ctx, input: { ...first, ...view } });
  expect(total).toEqual({ count: rows.length, more: false });
  return rows.map(({ username }) => username);
}

/** Users of Meridian Group: "crowd-100" and on. */
async function seedCrowd({ organizations: { meridian } }: Scenario, count: number): Promise<void> {
  await db.execute(sql`
    with made as (
      insert into users (root_id, managing_organization_id, username, name)
      select ${meridian.id}, ${meridian.id}, 'crowd-' || 99 + n, 'Crowd' from generate_series(1, ${count}::int) n returning *
    )
    insert into memberships (organization_id, user_id, root_id, origin, username, name, search)
    select ${meridian.id}, id, root_id, 'managed', username, name, search from made`);
}
