import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { passwordLinks } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { givePassword } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/queries";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { disableUser } from "@/db/users/disable";
import { sendPasswordLink } from "@/db/users/send-password-link";

const { db } = testDatabase();

test("resending the first link invalidates the previous link", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  const nora = { username: "nora", name: "Nora", email: "nora@acme-travel.example", groupIds: [] };
  const userId = await createUser({ ctx, input: nora });
  await db
    .update(passwordLinks)
    .set({ linkHash: Buffer.alloc(32), emailState: "sent" })
    .where(sql`user_id = ${userId}`);
  await sendPasswordLink({ ctx, input: { userId } });
  expect(await db.select().from(passwordLinks).where(sql`user_id = ${userId}`)).toMatchObject([
    { linkHash: null, emailState: "waiting" },
  ]);
  expect(await auditOf(scenario, "acme", "passwords.request")).toMatchObject([
    { actorName: "alex", subjectId: userId, subjectName: "nora" },
  ]);
});

test("users who are disabled, have no email address, have a password or are managed elsewhere get no link", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).response);
  const [acme, meridian] = [
    await scenario.contextOf("alex", "acme"),
    await scenario.contextOf("ada", "meridian"),
  ];
  const send = (ctx: typeof acme, userId: string) => sendPasswordLink({ ctx, input: { userId } });
  await expect(send(acme, scenario.userId("grace"))).rejects.toThrow("managed by Meridian Group");
  await expect(send(acme, scenario.userId("hank"))).rejects.toThrow(NotFound);
  await expect(send(meridian, scenario.userId("ken"))).rejects.toThrow("disabled");
  await expect(send(meridian, scenario.userId("barbara"))).rejects.toThrow("no email address");
  await db.execute(sql`update users set password_hash = 'set' where id = ${scenario.userId("sam")}`);
  await expect(send(acme, scenario.userId("sam"))).rejects.toThrow(Conflict);
  await disableUser({ ctx: acme, input: { userId: scenario.userId("sam") } });
  await expect(send(acme, scenario.userId("sam"))).rejects.toThrow("Enable it first");
  const people = ["grace", "hank", "ken", "barbara", "sam"] as const;
  for (const person of people) {
    expect(
      await db
        .select()
        .from(passwordLinks)
        .where(sql`user_id = ${scenario.userId(person)}`),
    ).toEqual([]);
  }
});

test("a user gets at most 5 password links an hour, and the error says when to try again", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  const input = { userId: scenario.userId("sam") };
  for (let time = 0; time < 5; time++) await sendPasswordLink({ ctx, input });
  await expect(sendPasswordLink({ ctx, input })).rejects.toThrow(
    /5 password links an hour to the same user\. Try again in \d+ minutes/,
  );
  expect((await auditOf(scenario, "acme", "users.create")).map(({ outcome }) => outcome)).toEqual([
    "refused",
  ]);
});

test("a refused link costs nothing", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  const input = { userId: scenario.userId("sam") };
  await givePassword(db, input.userId);
  for (let time = 0; time < 6; time++) {
    await expect(sendPasswordLink({ ctx, input })).rejects.toThrow(Conflict);
  }
});

test("sending a password link without the permission to create users is denied and recorded", async () => {
  const scenario = await seedScenario(db);
  const group = await seedGroup(db, scenario.organizations.meridian.id, ["users.edit", "users.view"]);
  await addToGroup(db, scenario.organizations.meridian.id, scenario.userId("grace"), group.id);
  const ctx = await scenario.contextOf("grace", "meridian");
  const sending = sendPasswordLink({ ctx, input: { userId: scenario.userId("linus") } });
  await expect(sending).rejects.toThrow(Forbidden);
  expect(await auditOf(scenario, "meridian", "users.create")).toMatchObject([{ outcome: "refused" }]);
});
