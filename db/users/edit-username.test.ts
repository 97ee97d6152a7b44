import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Invalid } from "@/db/errors";
import { testDatabase } from "@/db/testing/database";
import { profileOf } from "@/db/testing/profile";
import { auditOf } from "@/db/testing/queries";
import { seedScenario } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { editUser } from "@/db/users/edit";
import { getProfile } from "@/db/users/get";

const { db } = testDatabase();

describe("a username from before the username rules", () => {
  test.each([
    ["contains an invisible character", "sam\u200b"],
    ["mixes alphabets", "s\u0430m"],
    ["looks like another username", "a1ex"],
  ])("that %s can stay when other fields change", async (_, username) => {
    const scenario = await seedScenario(db);
    const userId = scenario.userId("sam");
    // The migration stores look-alike usernames this way: each one is its own skeleton.
    await db.execute(
      sql`update users set username = ${username}, username_skeleton = ${username} where id = ${userId}`,
    );
    const ctx = await scenario.contextOf("alex", "acme");
    await editUser({ ctx, input: { userId, username, name: "Sam Lind", email: "sam@new.example" } });
    expect(await getProfile({ ctx, userId })).toMatchObject({
      username,
      name: "Sam Lind",
      email: "sam@new.example",
    });
    expect(await auditOf(scenario, "acme", "users.edit")).toMatchObject([
      {
        outcome: "done",
        details: { changes: { name: expect.anything(), email: expect.anything() } },
      },
    ]);
    const changed = { userId, username: `${username}2`, name: "Sam Lind", email: "" };
    if (username !== "a1ex") await expect(editUser({ ctx, input: changed })).rejects.toThrow(Invalid);
  });
});

describe("a username that is an email address", () => {
  const CHIEF = "chief@meridian.example";

  test("can't be chosen if it isn't the account's own address, or has only just become that", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("ada", "meridian");
    const dennis = profileOf(scenario, "dennis");
    const refused = { fields: { username: { code: "unconfirmed-username" } } };
    await expect(editUser({ ctx, input: { ...dennis, username: CHIEF } })).rejects.toMatchObject(refused);
    const both = { ...dennis, username: CHIEF, email: CHIEF };
    await expect(editUser({ ctx, input: both })).rejects.toMatchObject(refused);
    await editUser({ ctx, input: { ...dennis, email: CHIEF } });
    await expect(editUser({ ctx, input: both })).rejects.toMatchObject(refused);
    const outcomes = await scenario.invite("hank", "globex", [CHIEF]);
    expect(outcomes).toEqual([{ username: CHIEF, outcome: "not-a-user-of-parent" }]);
  });

  test("can be chosen by the account that has confirmed the address, and stays when something else changes", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("ada", "meridian");
    const dennis = profileOf(scenario, "dennis");
    await editUser({ ctx, input: { ...dennis, username: "Dennis@Meridian.example" } });
    const renamed = { ...dennis, username: dennis.email, name: "Dennis Lind" };
    await expect(editUser({ ctx, input: renamed })).resolves.toBeUndefined();
  });

  test("stays the account's own address, so that nobody gets what is meant for its reader", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("ada", "meridian");
    const chief = { username: CHIEF, name: "The chief", email: CHIEF };
    const userId = await createUser({ ctx, input: { ...chief, groupIds: [] } });
    const elsewhere = { ...chief, userId, email: "mallory@other.example" };
    await expect(editUser({ ctx, input: elsewhere })).rejects.toMatchObject({
      fields: { email: { code: "unconfirmed-username" } },
    });
    await editUser({ ctx, input: { ...chief, userId, email: "" } });
    await expect(editUser({ ctx, input: elsewhere })).rejects.toThrow(Invalid);
    await editUser({ ctx, input: { ...elsewhere, username: "chief" } });
    expect(await scenario.invite("hank", "globex", [CHIEF])).toEqual([
      { username: CHIEF, outcome: "not-a-user-of-parent" },
    ]);
  });
});
