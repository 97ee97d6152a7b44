import { eq, sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { testAccountNotices } from "@/app/_server/testing/account-notices";
import { smtpReply } from "@/app/_server/testing/smtp";
import { disableOrganization } from "@/db/organizations/disable";
import { organizationLogos, organizations, users } from "@/db/schema";
import { queuedJobs } from "@/db/testing/email-queue";
import { createUser } from "@/db/users/create";
import { disableUser } from "@/db/users/disable";

const notices = testAccountNotices();
const { db, edit, sent, sentTo, waiting, worker } = notices;

test("the email is sent even if the account and organization are disabled or deleted in the meantime", async () => {
  await edit({ email: "sam@new.example" });
  await disableOrganization({
    ctx: await notices.scenario.contextOf("ada", "meridian"),
    input: { organizationId: notices.scenario.organizations.acme.id },
  });
  await db.delete(users).where(eq(users.id, notices.scenario.userId("sam")));
  expect(await sentTo()).toEqual([["sam@acme-travel.example", expect.anything()]]);
});

test("the email has the organization's sender name and logo", async () => {
  const { id } = notices.scenario.organizations.acme;
  await db.update(organizations).set({ senderName: "Acme Service" }).where(eq(organizations.id, id));
  const png = Buffer.from("iVBORw0KGgo=", "base64");
  await db.insert(organizationLogos).values({ organizationId: id, png, width: 40, height: 20 });
  await edit({ email: "sam@new.example" });
  const [email] = await sent();
  expect(email?.headers.get("from")).toBe("Acme Service <no-reply@usher.example>");
  expect(email?.text).toMatch(/<img[^>]* alt="Acme Travel"[^>]* src="cid:logo"/);
  expect(email?.raw).toContain("Content-ID: <logo>");
});

test("the email is marked when its sender's name is the name of another organization", async () => {
  const acme = eq(organizations.id, notices.scenario.organizations.acme.id);
  await db.update(organizations).set({ senderName: "Meridian Group" }).where(acme);
  await edit({ email: "sam@new.example" });
  expect((await sent())[0]?.headers.get("from")).toBe("Meridian Group via Usher <no-reply@usher.example>");
});

test("the email is marked when its sender's name is that of the emails from Usher itself", async () => {
  const acme = eq(organizations.id, notices.scenario.organizations.acme.id);
  await db.update(organizations).set({ senderName: "Trаvel Portal" }).where(acme);
  await edit({ email: "sam@new.example" });
  worker.start({ MAIL_FROM: "Travel Portal <no-reply@usher.example>" });
  await worker.untilIdle();
  expect(worker.emails[0]?.headers.get("from")).toMatch(/via/);
});

test("the email keeps its address in one row, which is deleted once it was sent", async () => {
  await edit({ email: "sam@new.example" });
  const [notice] = await waiting();
  expect(notice).toMatchObject({ kind: "email-changed", email: "sam@acme-travel.example" });
  const jobs = await db.execute<{ payload: unknown; key: string }>(
    sql`select payload, key from graphile_worker._private_jobs`,
  );
  expect(jobs).toEqual([
    { payload: { noticeId: notice?.id, requestId: null }, key: `account-notice:${notice?.id}` },
  ]);
  const [email] = await sent();
  expect(email?.headers.get("message-id")).toBe(`<account-notice-${notice?.id}@usher.example>`);
  expect(await waiting()).toEqual([]);
});

test("the email is dropped when the mail server rejects it permanently, and the change remains", async () => {
  worker.rejections.set("sam@acme-travel.example", smtpReply(550, "5.1.1 No such user"));
  await edit({ email: "sam@new.example" });
  expect(await waiting()).toHaveLength(1);
  expect(await sent()).toEqual([]);
  expect(await waiting()).toEqual([]);
  const [sam] = await db
    .select()
    .from(users)
    .where(eq(users.id, notices.scenario.userId("sam")));
  expect(sam?.email).toBe("sam@new.example");
});

test("the email is sent later when the mail server is busy", async () => {
  worker.rejections.set("sam@acme-travel.example", smtpReply(451, "4.3.0 Later"));
  await edit({ email: "sam@new.example" });
  worker.start();
  await vi.waitUntil(async () => (await queuedJobs(db))[0]?.error, { timeout: 10_000 });
  expect(await waiting()).toHaveLength(1);
  worker.rejections.clear();
  expect(await sent()).toHaveLength(1);
  expect(await waiting()).toEqual([]);
});

test("the email is byte-identical when it is repeated after a lost reply", async () => {
  worker.loseReplies(2);
  await edit({ email: "sam@new.example" });
  worker.start();
  await vi.waitUntil(() => worker.emails.length === 3, { timeout: 15_000 });
  const emails = await sent();
  expect(emails).toHaveLength(3);
  expect(new Set(emails.map(({ raw }) => raw)).size).toBe(1);
});

test("the email is deleted if no job will send it, and kept while one will", async () => {
  await edit({ email: "sam@new.example" });
  await db.execute(sql`update graphile_worker._private_jobs set attempts = max_attempts`);
  await disableUserOf("europe");
  await db.execute(sql`
    update graphile_worker._private_jobs set run_at = now() + interval '1 hour' where attempts < max_attempts`);
  await db.execute(sql`select graphile_worker.add_job('discard-notices')`);
  worker.start();
  await vi.waitFor(async () => expect(await waiting()).toMatchObject([{ kind: "account-disabled" }]), {
    timeout: 10_000,
  });
});

test("the email isn't sent for a new account's first link", async () => {
  const nora = { username: "nora", name: "Nora", email: "nora@acme-travel.example", groupIds: [] };
  await createUser({ ctx: await notices.scenario.contextOf("alex", "acme"), input: nora });
  expect(await waiting()).toEqual([]);
});

/** Ada disables elena, who is signed in. */
async function disableUserOf(place: "europe"): Promise<void> {
  await notices.scenario.session("elena");
  await disableUser({
    ctx: await notices.scenario.contextOf("ada", place),
    input: { userId: notices.scenario.userId("elena") },
  });
}
