import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { Forbidden, Invalid, NotFound } from "@/db/errors";
import { findPasswordState } from "@/db/passwords/state";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { getUser } from "@/db/users/get";
import { type NewUserInput, newUser } from "@/db/users/input";

const { db } = testDatabase();

const newPerson = (more: Partial<NewUserInput> = {}): NewUserInput => ({
  username: "nora",
  name: "Nora Lind",
  email: "nora@acme-travel.example",
  groupIds: [],
  ...more,
});

test("a new user is managed by this organization, is in the chosen groups and gets a password link", async () => {
  const scenario = await seedScenario(db);
  const group = await seedGroup(db, scenario.organizations.acme.id, ["users.view"]);
  const ctx = await scenario.contextOf("alex", "acme");
  const userId = await createUser({ ctx, input: newPerson({ username: " NORA ", groupIds: [group.id] }) });
  expect(await getUser({ ctx, userId })).toMatchObject({
    username: "nora",
    email: "nora@acme-travel.example",
    origin: "managed",
    managedBy: { name: "Acme Travel" },
    groups: [{ name: group.name }],
  });
  expect(await findPasswordState({ ctx, userId })).toMatchObject({
    everSet: false,
    link: { email: { state: "waiting" }, sentAt: null },
  });
  const jobs = await db.execute(sql`
    select from graphile_worker.jobs where task_identifier = 'send-password-link' and key = ${`password-link:${userId}`}`);
  expect(jobs).toHaveLength(1);
  expect(await auditOf(scenario, "acme", "users.create")).toMatchObject([
    {
      outcome: "done",
      actorName: "alex",
      subjectId: userId,
      subjectName: "nora",
      details: { groups: [group.name] },
    },
  ]);
});

test("a username that is an email address must be the new user's own", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("ada", "meridian");
  const username = "Chief@meridian.example";
  const refused = { fields: { username: { code: "unconfirmed-username" } } };
  await expect(createUser({ ctx, input: newPerson({ username }) })).rejects.toMatchObject(refused);
  await expect(createUser({ ctx, input: newPerson({ username, email: username }) })).resolves.toBeTypeOf(
    "string",
  );
});

test("assigning a new user permissions that the creator lacks is denied and recorded", async () => {
  const scenario = await seedScenario(db);
  const { acme } = scenario.organizations;
  const creating = await seedGroup(db, acme.id, ["users.create"]);
  const strong = await seedGroup(db, acme.id, ["settings.edit"]);
  await addToGroup(db, acme.id, scenario.userId("sam"), creating.id);
  const ctx = await scenario.contextOf("sam", "acme");
  for (const groupId of [strong.id, acme.administratorsGroupId]) {
    await expect(createUser({ ctx, input: newPerson({ groupIds: [groupId] }) })).rejects.toThrow(Forbidden);
  }
  expect(await accounts(scenario)).toEqual([]);
  expect(await auditOf(scenario, "acme", "users.create")).toMatchObject([
    { outcome: "refused", actorName: "sam" },
    { outcome: "refused", actorName: "sam" },
  ]);
  await createUser({ ctx, input: newPerson({ groupIds: [creating.id] }) });
});

test("groups of other organizations and unknown groups aren't found", async () => {
  const scenario = await seedScenario(db);
  const foreign = await seedGroup(db, scenario.organizations.globex.id, []);
  const ctx = await scenario.contextOf("alex", "acme");
  for (const groupId of [foreign.id, randomUUID()]) {
    await expect(createUser({ ctx, input: newPerson({ groupIds: [groupId] }) })).rejects.toThrow(NotFound);
  }
  expect(await accounts(scenario)).toEqual([]);
});

test("creating a user without the permission is denied and recorded", async () => {
  const scenario = await seedScenario(db);
  const all = await seedGroup(db, scenario.organizations.acme.id, [
    "users.view",
    "users.edit",
    "users.assign",
  ]);
  await addToGroup(db, scenario.organizations.acme.id, scenario.userId("sam"), all.id);
  const ctx = await scenario.contextOf("sam", "acme");
  await expect(createUser({ ctx, input: newPerson() })).rejects.toThrow(Forbidden);
  expect(await auditOf(scenario, "acme", "users.create")).toMatchObject([{ outcome: "refused" }]);
});

testBothOrders(
  "when two users are created with the same username, the second creator gets a field error",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const [one, two] = [await scenario.contextOf("alex", "acme"), await scenario.contextOf("hank", "globex")];
    const results = await race(
      db,
      [
        () => createUser({ ctx: one, input: newPerson() }),
        () => createUser({ ctx: two, input: newPerson() }),
      ],
      { reversed },
    );
    expect(reversed ? results.toReversed() : results).toMatchObject([
      { status: "fulfilled" },
      { reason: { kind: "invalid", fields: { username: { code: "username-taken" } } } },
    ]);
    expect(await accounts(scenario)).toHaveLength(1);
  },
);

test.each([
  ["a username with a space", { username: "nora lind" }, "username"],
  ["no username", { username: " " }, "username"],
  ["no name", { name: "" }, "name"],
  ["a name of two lines", { name: "Nora\nLind" }, "name"],
  ["a name of 4 kB", { name: "N".repeat(4096) }, "name"],
  ["no email address", { email: "" }, "email"],
  ["two email addresses", { email: "a@b.example,c@d.example" }, "email"],
] as const)("%s is reported on its field", async (_, invalid, field) => {
  const scenario = await seedScenario(db);
  const parsed = newUser.safeParse(newPerson(invalid));
  if (!parsed.success) {
    expect(parsed.error.issues.map(({ path }) => path.join("."))).toContain(field);
    return;
  }
  const failure: unknown = await createUser({
    ctx: await scenario.contextOf("alex", "acme"),
    input: parsed.data,
  }).catch((error) => error);
  expect(failure).toBeInstanceOf(Invalid);
  expect(failure).toHaveProperty(`fields.${field}`);
});

async function accounts(scenario: Scenario) {
  return db.execute(sql`
    select from users where root_id = ${scenario.organizations.meridian.id} and username = 'nora'`);
}
