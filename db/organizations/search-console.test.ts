import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { createGroup } from "@/db/groups/create";
import { deleteInvitations } from "@/db/invitations/delete";
import { searchConsole } from "@/db/organizations/search-console";
import { invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { type OrganizationKey, type Person, type Scenario, seedScenario } from "@/db/testing/scenario";
import type { Permission } from "@/lib/permissions";

const { db } = testDatabase();
let scenario: Scenario;

const NOTHING = { users: [], invitations: [], groups: [], organizations: [] };

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
  expect(await find("alex", "acme", "hank")).toEqual(NOTHING);
  expect(await find("ada", "globex", "samba")).toMatchObject({ users: [], groups: [{ name: "Samba" }] });
  expect((await find("alex", "acme", "samba")).groups).toEqual([]);
});

test("pending invitations are found by part of a name or username, with invitations.view", async () => {
  await scenario.invite("alex", "acme", ["grace", "linus"]);
  await scenario.invite("hank", "globex", ["margaret"]);
  const ctx = await scenario.contextOf("alex", "acme");
  const [linus] = await db.select().from(invitations).where(eq(invitations.username, "linus"));
  await deleteInvitations({ ctx, input: { invitationIds: [linus?.id ?? ""] } });
  const grace = [{ name: "Grace Holloway", username: "grace" }];
  expect((await find("alex", "acme", "hollo")).invitations).toMatchObject(grace);
  expect((await find("alex", "acme", "linus")).invitations).toEqual([]);
  expect((await find("alex", "acme", "margaret")).invitations).toEqual([]);
  const withUsersOnly = { ...ctx, permissions: new Set<Permission>(["users.view"]) };
  expect(await searchConsole({ ctx: withUsersOnly, input: { search: "grace" } })).toEqual(NOTHING);
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
  expect(await find("alex", "acme", "  ")).toEqual(NOTHING);
});

async function createGroupNamed(name: string, organization: OrganizationKey) {
  const ctx = await scenario.contextOf("ada", organization);
  await createGroup({ ctx, input: { name, description: "", roleIds: [] } });
}

async function find(username: Person, organization: OrganizationKey, search: string) {
  return await searchConsole({ ctx: await scenario.contextOf(username, organization), input: { search } });
}
