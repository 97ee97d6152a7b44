import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { insertOrganization } from "@/db/organizations/insert";
import { renameOrganization } from "@/db/organizations/rename";
import { testDatabase } from "@/db/testing/database";
import { type Person, type Scenario, seedScenario } from "@/db/testing/scenario";
import { joinMany } from "@/db/testing/seed-organizations";
import { getMyOrganizations } from "./my-organizations";
import { searchSwitchableOrganizations } from "./search-switchable";

const { db } = testDatabase();

/** Inserts an organization at depth 8 among 1,100 others, so that it comes last by depth and by name. */
async function seedDeep(scenario: Scenario, name: string): Promise<void> {
  await joinMany(scenario, "grace", 1100);
  let parentId: string = scenario.organizations.europe.id;
  for (const above of ["Fourth", "Fifth", "Sixth", "Seventh"]) {
    parentId = (await insertOrganization(db, { name: above, parentId })).id;
  }
  await insertOrganization(db, { name, parentId });
}

test("an organization is found by any part of its name, at any depth and in a large tree", async () => {
  const scenario = await seedScenario(db);
  await seedDeep(scenario, "Zürcher Flüge Łódź 東京");
  const parts = [
    "zü",
    "fl",
    "z",
    "łó",
    "ŁÓ",
    "Ź 東",
    "京",
    "üge",
    "zürcher",
    "FLÜ, ZÜR",
    "lüge łódź",
    "zürcher flüge łódź 東京",
  ];
  for (const part of parts) {
    expect([part, await search(scenario, "ada", part)]).toEqual([part, ["Zürcher Flüge Łódź 東京"]]);
    expect([part, await search(scenario, "elena", part)]).toEqual([part, ["Zürcher Flüge Łódź 東京"]]);
    expect([part, await search(scenario, "hank", part)]).toEqual([part, []]);
  }
  expect(await search(scenario, "ada", "zürcherflüge")).toEqual([]);
  expect(await search(scenario, "ada", "%")).toEqual([]);
  expect(await search(scenario, "ada", "üg")).toEqual([]);
});

test("a member of many organizations finds only their own organizations", async () => {
  const scenario = await seedScenario(db);
  await joinMany(scenario, "grace", 1100);
  await db.execute(
    sql`update organizations set name = 'Überall ' || name where name in ('Branch 1777', 'Other branch 1777')`,
  );
  expect(await search(scenario, "grace", "üb")).toEqual(["Überall Branch 1777"]);
  expect(await searchMemberships(scenario, "grace", "all")).toEqual({
    names: ["Überall Branch 1777"],
    count: 1,
  });
  expect(await searchMemberships(scenario, "grace", "all branch")).toEqual({
    names: ["Überall Branch 1777"],
    count: 1,
  });
  expect(await searchMemberships(scenario, "grace", "17")).toMatchObject({ count: 100 });
});

test("a renamed organization is found by its new name, and not by its old name", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const input = { organizationId: acme.id, name: "Ümit Reisen" };
  await renameOrganization({ ctx: await scenario.contextOf("ada", "meridian"), input });
  expect(await search(scenario, "ada", "ümi")).toEqual(["Ümit Reisen"]);
  expect(await search(scenario, "ada", "üm")).toEqual(["Ümit Reisen"]);
  expect(await search(scenario, "ada", "avel")).toEqual(["Acme Travel Europe"]);
});

async function search(scenario: Scenario, person: Person, text: string): Promise<string[]> {
  const found = await searchSwitchableOrganizations({
    db,
    session: await scenario.session(person),
    search: text,
  });
  return found.map(({ name }) => name);
}

async function searchMemberships(scenario: Scenario, person: Person, text: string) {
  const input = { sort: "name", descending: false, search: text, after: null, before: null } as const;
  const organization = await getMyOrganizations({
    db,
    session: await scenario.session(person),
    input,
    requestedId: null,
  });
  return {
    names: organization?.joined.rows.map(({ name }) => name),
    count: organization?.joined.total.count,
  };
}
