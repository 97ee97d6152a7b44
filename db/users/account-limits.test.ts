import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { Forbidden, Invalid, Limited, NotFound } from "@/db/errors";
import { consume, forget } from "@/db/limits/limits";
import { changePassword } from "@/db/passwords/change";
import type { RequestContext } from "@/db/request-context";
import { users } from "@/db/schema";
import { emailOf, PEOPLE, type Person } from "@/db/seed/people";
import { beginTestEmail } from "@/db/settings/begin-test-email";
import { testDatabase } from "@/db/testing/database";
import { createAccount, createChildOrganization } from "@/db/testing/new-accounts";
import { cheapHash } from "@/db/testing/passwords";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";
import { enableUser } from "@/db/users/enable";
import { sendPasswordLink } from "@/db/users/send-password-link";

const { db } = testDatabase();

const ADDRESS = "victim@elsewhere.example";
const TOO_MANY_EMAILS = /^Usher sends up to 20 account emails a day to the same address\./;

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

test("an address, however spelled, gets at most 20 account emails a day from each top-level organization", async () => {
  const scenario = await seedScenario(db);
  const [alex, elena] = [
    await scenario.contextOf("alex", "acme"),
    await scenario.contextOf("elena", "europe"),
  ];
  const ids: string[] = [];
  for (let count = 0; count < 4; count++)
    ids.push(await createAccount(alex, `Victim+${count}@Elsewhere.example`));
  await createAccount(elena, `VICTIM+a@elsewhere.example`);
  const [userId = ""] = ids;
  await sendPasswordLink({ ctx: alex, input: { userId } });
  await consume(db, "account-emails", `${alex.organization.id}/${ADDRESS}`, 14);
  const ada = await scenario.contextOf("ada", "acme");
  for (const attempt of [
    () => createAccount(ada, ADDRESS),
    () => sendPasswordLink({ ctx: ada, input: { userId } }),
    () => sendPasswordLink({ ctx: ada, input: { userId: ids[1] ?? "" } }),
    () => createChildOrganization(ada, ADDRESS),
    () => createAccount(elena, ADDRESS),
  ]) {
    await expect(attempt()).rejects.toThrow(TOO_MANY_EMAILS);
  }
  await editUser({ ctx: ada, input: { userId, username: "v", name: "V", email: "" } });
  await createAccount(await scenario.contextOf("hank", "globex"), ADDRESS);
  await createAccount(await scenario.contextOf("ada", "meridian"), ADDRESS);
});

test("one person can't use up the account emails to an address for others", async () => {
  const scenario = await seedScenario(db);
  const alex = await scenario.contextOf("alex", "acme");
  for (let count = 0; count < 3; count++) await createAccount(alex, `victim+${count}@elsewhere.example`);
  await createChildOrganization(alex, ADDRESS);
  const userId = await createAccount(alex, ADDRESS);
  for (const attempt of [
    () => createAccount(alex, ADDRESS),
    () => createChildOrganization(alex, ADDRESS),
    () => sendPasswordLink({ ctx: alex, input: { userId } }),
  ]) {
    await expect(attempt()).rejects.toThrow(
      /^You can trigger up to 5 account emails a day to the same address\./,
    );
  }
  for (const [person, organization] of [
    ["ada", "acme"],
    ["elena", "europe"],
  ] as const) {
    await createAccount(await scenario.contextOf(person, organization), ADDRESS);
  }
});

test("giving an account another address counts like creating an account with it", async () => {
  const scenario = await seedScenario(db);
  const alex = await scenario.contextOf("alex", "acme");
  const ids: string[] = [];
  for (let count = 0; count < 6; count++) ids.push(await createAccount(alex, `own-${count}@acme.example`));
  const give = (ctx: RequestContext, userId: string, email: string) =>
    editUser({ ctx, input: { userId, username: `of-${userId}`, name: "Nora Lind", email } });
  const [last = "", ...others] = ids;
  for (const [at, userId] of others.entries()) await give(alex, userId, `Victim+${at}@elsewhere.example`);
  for (const attempt of [() => give(alex, last, ADDRESS), () => createAccount(alex, ADDRESS)]) {
    await expect(attempt()).rejects.toThrow(
      /^You can trigger up to 5 account emails a day to the same address\./,
    );
  }
  await give(alex, last, "");
  const ada = await scenario.contextOf("ada", "acme");
  await consume(db, "account-emails", `${alex.organization.id}/${ADDRESS}`, 15);
  await expect(give(ada, last, ADDRESS)).rejects.toThrow(TOO_MANY_EMAILS);
  await give(ada, last, "own-0@acme.example");
});

test("the spellings of a Gmail address, with and without dots, are one address", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  for (let count = 0; count < 2; count++) await createAccount(ctx, `v.ictim+${count}@gmail.com`);
  for (let count = 0; count < 3; count++) await createAccount(ctx, `vict.im+${count}@GoogleMail.com`);
  await expect(createAccount(ctx, "v.i.c.t.i.m@gmail.com")).rejects.toThrow(Limited);
  await createAccount(ctx, "vict.im@elsewhere.example");
});

test("somebody can send 20 test emails a day to an address, which doesn't affect others", async () => {
  const scenario = await seedScenario(db);
  await edit(await scenario.contextOf("alex", "acme"), scenario, "alex", { email: ADDRESS });
  const ctx = await scenario.contextOf("alex", "acme");
  const send = () => beginTestEmail({ ctx, input: {} });
  for (let time = 0; time < 10; time++) await send();
  await expect(send()).rejects.toThrow(/^You can send 10 test emails an hour\./);
  await forget(db, "test-emails", ctx.actor.id);
  for (let time = 0; time < 10; time++) await send();
  await forget(db, "test-emails", ctx.actor.id);
  await expect(send()).rejects.toThrow(TOO_MANY_EMAILS);
  await createAccount(await scenario.contextOf("ada", "acme"), ADDRESS);
});

test("each password change sends an email, so an account can make 20 a day, and others can't use them up", async () => {
  const scenario = await seedScenario(db);
  const [alex, sam] = [scenario.userId("alex"), scenario.userId("sam")];
  const current = "an old password of theirs";
  await db.update(users).set({ passwordHash: await cheapHash(current) });
  const change = async (person: Person) => {
    const input = { current, password: "gravel tulip monday orbit" };
    await changePassword({ db, session: await scenario.session(person), input, address: "192.0.2.4" });
  };
  await consume(db, "account-emails", `${alex}/${emailOf("alex")}`, 20);
  await consume(db, "account-emails", `${alex}/${emailOf("sam")}`, 20);
  await expect(change("alex")).rejects.toThrow(TOO_MANY_EMAILS);
  await consume(db, "account-emails", `${sam}/${emailOf("sam")}`, 19);
  await change("sam");
  await db.update(users).set({ passwordHash: await cheapHash(current) });
  await expect(change("sam")).rejects.toThrow(TOO_MANY_EMAILS);
});

test("accounts with the same unconfirmed address share 20 emails a day that they cause themselves", async () => {
  const scenario = await seedScenario(db);
  const current = "an old password of theirs";
  await db.update(users).set({ passwordHash: await cheapHash(current) });
  for (const person of ["alex", "sam"] as const)
    await db
      .update(users)
      .set({ email: ADDRESS })
      .where(eq(users.id, scenario.userId(person)));
  const ctx = await scenario.contextOf("alex", "acme");
  for (let time = 0; time < 10; time++) await beginTestEmail({ ctx, input: {} });
  await consume(db, "account-emails", `${scenario.handle}/${ADDRESS}`, 10);
  const change = async (person: Person) => {
    const input = { current, password: "gravel tulip monday orbit" };
    await changePassword({ db, session: await scenario.session(person), input, address: "192.0.2.4" });
  };
  await expect(change("sam")).rejects.toThrow(TOO_MANY_EMAILS);
  await db
    .update(users)
    .set({ confirmedEmail: ADDRESS })
    .where(eq(users.id, scenario.userId("sam")));
  await change("sam");
});

test("one person can enable accounts with the same address 20 times a day, because disabling them sends emails", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  const input = { userId: scenario.userId("sam") };
  const enableAgain = async () => {
    await disableUser({ ctx, input });
    await enableUser({ ctx, input });
  };
  for (let time = 0; time < 20; time++) {
    await expect(enableUser({ ctx, input })).rejects.toThrow(NotFound); // costs nothing
    await enableAgain();
  }
  await expect(enableAgain()).rejects.toThrow(TOO_MANY_EMAILS);
  await enableUser({ ctx: await scenario.contextOf("ada", "acme"), input });
  await disableUser({ ctx, input });
});

test("one person can change at most 100 usernames and email addresses an hour", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  await consume(db, "profile-changes", ctx.actor.id, 100);
  await expect(edit(ctx, scenario, "sam", { email: ADDRESS })).rejects.toThrow(Limited);
  await edit(ctx, scenario, "sam", { name: "Sam Lind" });
});

function edit(ctx: RequestContext, scenario: Scenario, person: Person, changed: Record<string, string>) {
  const profile = { username: person as string, name: PEOPLE[person].name as string, email: emailOf(person) };
  return editUser({ ctx, input: { userId: scenario.userId(person), ...profile, ...changed } });
}
