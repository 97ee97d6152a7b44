import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { Forbidden, Invalid, Limited } from "@/db/errors";
import { consume } from "@/db/limits/limits";
import { createOrganization } from "@/db/organizations/create";
import type { RequestContext } from "@/db/request-context";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, type Person, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { editUser } from "@/db/users/edit";
import { sendPasswordLink } from "@/db/users/send-password-link";

const { db } = testDatabase();

const ADDRESS = "victim@elsewhere.example";

test("an account's email address and username can each be changed 5 times a day, even by its owner", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  for (let time = 0; time < 5; time++) await edit(ctx, scenario, "sam", { email: `s${time}@new.example` });
  await expect(edit(ctx, scenario, "sam", { email: ADDRESS })).rejects.toThrow(
    /^The email address of an account can be changed 5 times a day\. Try again in/,
  );
  for (let time = 0; time < 5; time++) await edit(ctx, scenario, "alex", { username: `alex${time}` });
  await expect(edit(ctx, scenario, "alex", { username: "alexander" })).rejects.toThrow(
    /^The username of an account can be changed 5 times a day\. Try again in/,
  );
  await edit(ctx, scenario, "alex", { username: "alex4", name: "Alex Lind" });
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

test("an address in any spelling gets at most 20 account emails a day from one root organization", async () => {
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
    () => editUser({ ctx, input: { userId, username: "v", name: "V", email: "" } }),
  ]) {
    await expect(attempt()).rejects.toThrow(/^Usher sends 20 emails a day to one address about accounts\./);
  }
  const other = await seedScenario(db);
  await create(await other.contextOf("alex", "acme"), ADDRESS);
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
  await expect(create(own, ADDRESS)).rejects.toThrow(/^People of one organization can enter at most 2,000/);
  await expect(createChild(own, ADDRESS)).rejects.toThrow(Limited);
});

function edit(ctx: RequestContext, scenario: Scenario, person: Person, changed: Record<string, string>) {
  const organization = person === "hank" ? "globex" : "acme";
  const profile = {
    username: person as string,
    name: `${person} of ${organization}`,
    email: `${person}@acme.example`,
  };
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
