import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { deleteUser } from "@/db/users/delete";
import { editUser } from "@/db/users/edit";

const { db } = testDatabase();

const TAKEN = { fields: { username: { code: "username-taken" } } };

test("a username released by a rename is reserved for 90 days", async () => {
  const scenario = await seedScenario(db);
  await rename(scenario, "samuel");
  await passDays(scenario, 89);
  await expect(create(scenario, "sam")).rejects.toMatchObject(TAKEN);
  await passDays(scenario, 2);
  await expect(create(scenario, "sam")).resolves.toEqual(expect.any(String));
});

test("the username of a deleted account is reserved", async () => {
  const scenario = await seedScenario(db);
  await deleteUser({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { userId: scenario.userId("sam") },
  });
  await expect(create(scenario, "sam")).rejects.toMatchObject(TAKEN);
});

test("an account can take its old username back", async () => {
  const scenario = await seedScenario(db);
  await rename(scenario, "samuel");
  await expect(rename(scenario, "sam")).resolves.toBeUndefined();
});

test.each([
  ["zero width space", "nora\u200blind"],
  ["soft hyphen", "nora\u00adlind"],
  ["word joiner", "nora\u2060lind"],
  ["variation selector", "nora\ufe0flind"],
  ["right-to-left override", "nora\u202elind"],
  ["sign for an object", "nora\ufffclind"],
  ["blank of Braille", "nora\u2800lind"],
  ["note without a head", "nora\u{1d159}lind"],
  ["Cyrillic letter in a Latin name", "n\u043era"],
])("a username with a %s is rejected", async (_, username) => {
  const scenario = await seedScenario(db);
  await expect(create(scenario, username)).rejects.toThrow(/invisible characters|characters, no space/);
});

test.each([
  ["b0b", "bob"],
  ["arnie", "amie"],
  ["bi11", "bill"],
])("while %s exists, %s is taken", async (first, second) => {
  const scenario = await seedScenario(db);
  await create(scenario, first);
  await expect(create(scenario, second)).rejects.toMatchObject(TAKEN);
});

async function create(scenario: Scenario, username: string): Promise<string> {
  return await createUser({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { username, name: "Nora Lind", email: "nora@acme-travel.example", groupIds: [] },
  });
}

async function rename(scenario: Scenario, username: string): Promise<void> {
  await editUser({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { userId: scenario.userId("sam"), username, name: "Sam Rivera", email: "sam@acme-travel.example" },
  });
}

async function passDays(scenario: Scenario, days: number): Promise<void> {
  await db.execute(sql`
    update released_usernames set released_at = released_at - make_interval(days => ${days})
    where user_id = ${scenario.userId("sam")}`);
}
