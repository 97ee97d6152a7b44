import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { passwordLinks } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { addToGroup, seedGroup, seedScenario } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { disableUser } from "@/db/users/disable";
import { sendPasswordLink } from "@/db/users/send-password-link";

const { db } = testDatabase();

test("sending the first link again makes the link before it dead", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  const nora = { username: "nora", name: "Nora", email: "nora@acme.example", groupIds: [] };
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

test("it is sent to nobody who is disabled, has no address, has a password or is managed elsewhere", async () => {
  const scenario = await seedScenario(db);
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", "grace")).answer);
  const [acme, meridian] = [
    await scenario.contextOf("alex", "acme"),
    await scenario.contextOf("ada", "meridian"),
  ];
  const to = (ctx: typeof acme, userId: string) => sendPasswordLink({ ctx, input: { userId } });
  await expect(to(acme, scenario.userId("grace"))).rejects.toThrow("managed by Meridian Group");
  await expect(to(acme, scenario.userId("hank"))).rejects.toThrow(NotFound);
  await expect(to(meridian, scenario.userId("ken"))).rejects.toThrow("disabled");
  await expect(to(meridian, scenario.userId("barbara"))).rejects.toThrow("no e-mail address");
  await db.execute(sql`update users set password_hash = 'set' where id = ${scenario.userId("sam")}`);
  await expect(to(acme, scenario.userId("sam"))).rejects.toThrow("has set a password");
  await disableUser({ ctx: acme, input: { userId: scenario.userId("sam") } });
  await expect(to(acme, scenario.userId("sam"))).rejects.toThrow("Enable it first");
  const ids = ["grace", "hank", "ken", "barbara", "sam"] as const;
  for (const person of ids) {
    expect(
      await db
        .select()
        .from(passwordLinks)
        .where(sql`user_id = ${scenario.userId(person)}`),
    ).toEqual([]);
  }
});

test("nobody is flooded with mails: after five within an hour one has to wait, and is told how long", async () => {
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

test("it is sent by nobody who may not create users, and that is recorded", async () => {
  const scenario = await seedScenario(db);
  const group = await seedGroup(db, scenario.organizations.meridian.id, ["users.edit", "users.view"]);
  await addToGroup(db, scenario.organizations.meridian.id, scenario.userId("grace"), group.id);
  const ctx = await scenario.contextOf("grace", "meridian");
  const sending = sendPasswordLink({ ctx, input: { userId: scenario.userId("linus") } });
  await expect(sending).rejects.toThrow(Forbidden);
  expect(await auditOf(scenario, "meridian", "users.create")).toMatchObject([{ outcome: "refused" }]);
});
