import { expect, test } from "vitest";
import { Invalid, Limited } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { testDatabase } from "@/db/testing/database";
import { createAccount, createChildOrganization } from "@/db/testing/new-accounts";
import { seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

const ADDRESS = "nora@elsewhere.example";

test("an organization can create 1,000 users a day, and its members together can look up 2,000 usernames an hour", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  await consume(db, "users-of-organization", ctx.organization.id, 999);
  await createAccount(ctx, ADDRESS);
  for (const attempt of [() => createAccount(ctx, ADDRESS), () => createChildOrganization(ctx, ADDRESS)]) {
    await expect(attempt()).rejects.toThrow(/^An organization can create 1,000 users a day\./);
  }
  const own = await scenario.contextOf("hank", "globex");
  await consume(db, "username-lookups-of-organization", own.organization.id, 1_999);
  await expect(createAccount(own, ADDRESS, "grace")).rejects.toThrow(Invalid);
  await expect(createAccount(own, ADDRESS)).rejects.toThrow(
    /^The users of an organization can enter up to 2,000/,
  );
  await expect(createChildOrganization(own, ADDRESS)).rejects.toThrow(Limited);
});

test("a top-level organization can look up 4,000 usernames an hour, in all its organizations together", async () => {
  const scenario = await seedScenario(db);
  const [acme, europe] = [
    await scenario.contextOf("alex", "acme"),
    await scenario.contextOf("elena", "europe"),
  ];
  await consume(db, "username-lookups-of-top-level-organization", acme.organization.id, 3_999);
  await expect(createAccount(europe, ADDRESS, "grace")).rejects.toThrow(Invalid);
  for (const ctx of [acme, europe]) {
    await expect(createAccount(ctx, ADDRESS, "grace")).rejects.toThrow(Limited);
  }
  await expect(createAccount(await scenario.contextOf("hank", "globex"), ADDRESS, "grace")).rejects.toThrow(
    Invalid,
  );
});

test("a top-level organization can create 5,000 users a day, in all its organizations together", async () => {
  const scenario = await seedScenario(db);
  const [acme, europe] = [
    await scenario.contextOf("alex", "acme"),
    await scenario.contextOf("elena", "europe"),
  ];
  await consume(db, "users-of-top-level-organization", acme.organization.id, 4_999);
  await expect(createAccount(europe, ADDRESS, "grace")).rejects.toThrow(Invalid); // which gives the point back
  await createAccount(europe, ADDRESS);
  for (const attempt of [
    () => createAccount(acme, ADDRESS),
    () => createAccount(europe, ADDRESS),
    () => createChildOrganization(acme, ADDRESS),
  ]) {
    await expect(attempt()).rejects.toThrow(
      /^Together, an organization and all organizations below it can create 5,000 users a day\./,
    );
  }
  await createAccount(await scenario.contextOf("hank", "globex"), ADDRESS);
});
