import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { Forbidden, Invalid, Limited } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { createOrganization } from "@/db/organizations/create";
import type { RequestContext } from "@/db/request-context";
import { emailOf, PEOPLE, type Person } from "@/db/seed/people";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { editUser } from "@/db/users/edit";
import { sendPasswordLink } from "@/db/users/send-password-link";

const { db } = testDatabase();

const ADDRESS = "victim@elsewhere.example";

test("a user can change an account's email address and username 5 times a day each, and others can undo it", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  for (let time = 0; time < 5; time++) await edit(ctx, scenario, "sam", { email: `s${time}@new.example` });
  await expect(edit(ctx, scenario, "sam", { email: ADDRESS })).rejects.toThrow(
    /^You can change an account's email address 5 times a day\. Try again in/,
  );
  for (let time = 0; time < 5; time++) await edit(ctx, scenario, "alex", { username: `alex${time}` });
  await expect(edit(ctx, scenario, "alex", { username: "alexander" })).rejects.toThrow(
    /^You can change an account's username 5 times a day\. Try again in/,
  );
  await edit(ctx, scenario, "alex", { username: "alex4", name: "Alex Lind" });
  const ada = await scenario.contextOf("ada", "acme");
  await edit(ada, scenario, "sam", {});
  await edit(ada, scenario, "alex", {});
});

test("failed and unauthorized changes don't count toward the limit", async () => {
  const scenario = await seedScenario(db);
  const acme = scenario.organizations.acme.id;
  const { id } = await seedGroup(db, acme, ["users.edit"]);
  await addToGroup(db, acme, scenario.userId("sam"), id);
  const sam = await scenario.contextOf("sam", "acme");
  const hank = await scenario.contextOf("hank", "globex");
  for (let time = 0; time < 6; time++) {
    await expect(edit(sam, scenario, "alex", { username: `alex${time}` })).rejects.toThrow(Forbidden);
    await expect(edit(hank, scenario, "alex", { username: `alex${time}` })).rejects.toThrow();
  }
  const ctx = await scenario.contextOf("alex", "acme");
  for (let time = 0; time < 6; time++) {
    await expect(edit(ctx, scenario, "alex", { username: "grace" })).rejects.toThrow(Invalid);
    await expect(edit(ctx, scenario, "alex", { username: "a b" })).rejects.toThrow(Invalid);
  }
  await edit(ctx, scenario, "alex", { username: "alexander" });
});

test("an address in all its spellings gets at most 20 account emails a day from one customer, which doesn't affect other customers or the vendor", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  const ids: string[] = [];
  for (let count = 0; count < 16; count++) ids.push(await create(ctx, `Victim+${count}@Elsewhere.example`));
  const [userId = ""] = ids;
  for (let count = 0; count < 4; count++) await sendPasswordLink({ ctx, input: { userId } });
  for (const attempt of [
    () => create(ctx, ADDRESS),
    () => sendPasswordLink({ ctx, input: { userId } }),
    () => sendPasswordLink({ ctx, input: { userId: ids[1] ?? "" } }),
    () => createChild(ctx, ADDRESS),
  ]) {
    await expect(attempt()).rejects.toThrow(
      /^Usher sends up to 20 account emails a day to the same address\./,
    );
  }
  await editUser({ ctx, input: { userId, username: "v", name: "V", email: "" } });
  await expect(create(await scenario.contextOf("elena", "europe"), ADDRESS)).rejects.toThrow(Limited);
  await create(await scenario.contextOf("hank", "globex"), ADDRESS);
  await create(await scenario.contextOf("ada", "meridian"), ADDRESS);
});

test("the spellings of a Gmail address, with and without dots, are one address", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  for (let count = 0; count < 10; count++) await create(ctx, `v.ictim+${count}@gmail.com`);
  for (let count = 0; count < 10; count++) await create(ctx, `vict.im+${count}@GoogleMail.com`);
  await expect(create(ctx, "v.i.c.t.i.m@gmail.com")).rejects.toThrow(Limited);
  await create(ctx, "vict.im@elsewhere.example");
});

test("one person can change at most 100 usernames and email addresses an hour", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  await consume(db, "profile-changes", ctx.actor.id, 100);
  await expect(edit(ctx, scenario, "sam", { email: ADDRESS })).rejects.toThrow(Limited);
  await edit(ctx, scenario, "sam", { name: "Sam Lind" });
});

test("an organization can create 1,000 users a day, and its members together can look up 2,000 usernames an hour", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  await consume(db, "users-of-organization", ctx.organization.id, 999);
  await create(ctx, ADDRESS);
  for (const attempt of [() => create(ctx, ADDRESS), () => createChild(ctx, ADDRESS)]) {
    await expect(attempt()).rejects.toThrow(/^An organization can create 1,000 users a day\./);
  }
  const own = await scenario.contextOf("hank", "globex");
  await consume(db, "username-lookups-of-organization", own.organization.id, 1_999);
  await expect(create(own, ADDRESS, "grace")).rejects.toThrow(Invalid);
  await expect(create(own, ADDRESS)).rejects.toThrow(/^The users of an organization can enter up to 2,000/);
  await expect(createChild(own, ADDRESS)).rejects.toThrow(Limited);
});

test("a customer can look up 4,000 usernames an hour, in all its organizations together", async () => {
  const scenario = await seedScenario(db);
  const [acme, europe] = [
    await scenario.contextOf("alex", "acme"),
    await scenario.contextOf("elena", "europe"),
  ];
  await consume(db, "username-lookups-of-customer", acme.organization.id, 3_999);
  await expect(create(europe, ADDRESS, "grace")).rejects.toThrow(Invalid);
  for (const ctx of [acme, europe]) {
    await expect(create(ctx, ADDRESS, "grace")).rejects.toThrow(Limited);
  }
  await expect(create(await scenario.contextOf("hank", "globex"), ADDRESS, "grace")).rejects.toThrow(Invalid);
});

function edit(ctx: RequestContext, scenario: Scenario, person: Person, changed: Record<string, string>) {
  const profile = { username: person as string, name: PEOPLE[person].name as string, email: emailOf(person) };
  return editUser({ ctx, input: { userId: scenario.userId(person), ...profile, ...changed } });
}

function create(ctx: RequestContext, email: string, username = `u-${randomUUID()}`) {
  return createUser({ ctx, input: { username, name: "Nora Lind", email, groupIds: [] } });
}

function createChild(ctx: RequestContext, email: string) {
  return createOrganization({
    ctx,
    input: {
      ...{ requestId: randomUUID(), name: `Below ${randomUUID()}`, first: "create", invitee: "" },
      ...{ username: `u-${randomUUID()}`, personName: "Nora Lind", email },
    },
  });
}
