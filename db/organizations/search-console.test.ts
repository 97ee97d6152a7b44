import { beforeAll, expect, test } from "vitest";
import { createGroup } from "@/db/groups/create";
import { searchConsole } from "@/db/organizations/search-console";
import { testDatabase } from "@/db/testing/database";
import { type OrganizationKey, type Person, type Scenario, seedScenario } from "@/db/testing/scenario";
import type { Permission } from "@/lib/permissions";

const { db } = testDatabase();
let scenario: Scenario;

beforeAll(async () => {
  scenario = await seedScenario(db);
  await createGroupNamed("Samples", "acme");
  await createGroupNamed("Samba", "globex");
});

test("users are found by part of their name or username", async () => {
  const sam = [{ name: "Sam Rivera", username: "sam" }];
  expect((await find("alex", "acme", "SAM")).users).toMatchObject(sam);
  expect((await find("alex", "acme", "acme sam")).users).toMatchObject(sam);
});

test("users and groups of another organization are never found", async () => {
  expect(await find("alex", "acme", "hank")).toEqual({ users: [], groups: [], organizations: [] });
  expect(await find("ada", "globex", "samba")).toMatchObject({ users: [], groups: [{ name: "Samba" }] });
  expect((await find("alex", "acme", "samba")).groups).toEqual([]);
});

test("without users.view no users are found, and without groups.view no groups", async () => {
  const ctx = await scenario.contextOf("alex", "acme");
  const findWith = (...permissions: Permission[]) =>
    searchConsole({ ctx: { ...ctx, permissions: new Set(permissions) }, input: { search: "sam" } });
  const [all, users, groups] = [
    await findWith("users.view", "groups.view"),
    await findWith("users.view", "groups.edit"),
    await findWith("groups.view", "users.edit"),
  ];
  expect(all).toMatchObject({ users: [{ username: "sam" }], groups: [{ name: "Samples" }] });
  expect(users).toEqual({ ...all, groups: [] });
  expect(groups).toEqual({ ...all, users: [] });
});

test("organizations that the viewer can switch to are found, apart from the current one", async () => {
  const found = await find("ada", "acme", "acme");
  expect(found.organizations.map(({ name }) => name)).toEqual(["Acme Travel Europe"]);
  expect((await find("alex", "acme", "globex")).organizations).toEqual([]);
});

test("an empty search finds nothing", async () => {
  expect(await find("alex", "acme", "  ")).toEqual({ users: [], groups: [], organizations: [] });
});

async function createGroupNamed(name: string, organization: OrganizationKey) {
  const ctx = await scenario.contextOf("ada", organization);
  await createGroup({ ctx, input: { name, description: "", roleIds: [] } });
}

async function find(username: Person, organization: OrganizationKey, search: string) {
  return await searchConsole({ ctx: await scenario.contextOf(username, organization), input: { search } });
}
