import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { log } from "@/app/_server/log";
import { answer, startSmtp } from "@/app/_server/testing/smtp";
import { startWorker, stopWorker } from "@/app/_server/worker";
import { askForPassword } from "@/db/passwords/ask";
import { requestPasswordLink } from "@/db/passwords/request-link";
import { setPassword } from "@/db/passwords/set";
import { passwordLinks, users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { emptyQueue, queuedJobs } from "@/db/testing/mail-queue";
import { NEW_PASSWORD, signsIn } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/standing";
import { type Person, type Place, plantWorld, type World } from "@/db/testing/world";

log.level = "silent";
const { db, url } = testDatabase();
const refusals = new Map<string, Error>();
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let world: World;

beforeEach(async () => {
  refusals.clear();
  smtp = await startSmtp({
    onRcptTo: ({ address }, _session, done) => done(refusals.get(address) ?? null),
  });
  world = await plantWorld(db);
});

afterEach(async () => {
  await stopWorker();
  await smtp.close();
  await emptyQueue(db);
});

describe("the worker, asked for passwords", () => {
  it("sends a new account its first link, by which its password can be set", async () => {
    await request("sam");
    start();
    await until("sam", { mailState: "sent", mailError: null, sending: 1 });
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]?.to).toEqual(["sam@acme.example"]);
    expect(smtp.mails[0]?.headers.get("subject")).toBe("Your account at Acme Travel");
    await setPassword({ db, link: mailedLink(), password: NEW_PASSWORD, address: "x" });
    expect(await signsIn(world, "sam", "acme", NEW_PASSWORD)).toBe(true);
    expect(await auditOf(world, "acme", "passwords.send")).toMatchObject([
      { actorName: null, subjectName: "sam" },
    ]);
  });

  it("sends whoever has forgotten their password a link, in words of their own", async () => {
    await db
      .update(users)
      .set({ passwordHash: "an old one" })
      .where(eq(users.id, world.userId("grace")));
    await ask("meridian", "grace");
    start();
    await until("grace", { mailState: "sent" });
    expect(smtp.mails[0]?.headers.get("subject")).toBe("A new password for grace at Meridian Group");
    expect(smtp.mails[0]?.body).toContain("your password stays as it is");
    expect(await setPassword({ db, link: mailedLink(), password: NEW_PASSWORD, address: "x" })).toMatchObject(
      {
        username: "grace",
      },
    );
  });

  it("sends nothing to nobody, to a disabled account, to one without an address, and to one of elsewhere", async () => {
    for (const username of ["nobody", "ken", "barbara", "mallory", "alex"]) await ask("meridian", username);
    start();
    await vi.waitUntil(async () => (await queuedJobs(db)).length === 0, { timeout: 10_000 });
    expect(smtp.mails).toEqual([]);
    expect(await db.select().from(passwordLinks)).toEqual([]);
  });

  it("keeps the mail of a disabled account, says so, and sends it when it is enabled again", async () => {
    await request("sam");
    const disabled = (at: Date | null) =>
      db
        .update(users)
        .set({ disabledAt: at })
        .where(eq(users.id, world.userId("sam")));
    await disabled(new Date());
    start();
    await until("sam", { mailState: "waiting", mailError: "The account is disabled.", sending: 0 });
    await disabled(null);
    await db.execute(
      sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), now())`,
    );
    await until("sam", { mailState: "sent", mailError: null, sending: 1 });
  });

  it("tells why an address was refused, records it, and does not try again", async () => {
    refusals.set("sam@acme.example", answer(550, "5.1.1 No such user"));
    await request("sam");
    start();
    const mailError = "The mail server refused it: 550 5.1.1 No such user";
    await until("sam", { mailState: "failed", mailError, sending: 1 });
    await vi.waitUntil(async () => (await queuedJobs(db)).length === 0);
    expect(await auditOf(world, "acme", "passwords.send-failed")).toMatchObject([{ subjectName: "sam" }]);
  });

  it("sends it later with a new link when the mail server is busy, and leaves none in the queue", async () => {
    refusals.set("sam@acme.example", answer(451, "4.7.1 Seen https://usher.example/set-password/c2VjcmV0"));
    await request("sam");
    start();
    const mailError = expect.stringContaining("/set-password/[link]");
    await until("sam", { mailState: "waiting", mailError, sending: 1 });
    await vi.waitUntil(async () => (await queuedJobs(db))[0]?.error);
    expect((await queuedJobs(db))[0]?.error).not.toContain("c2VjcmV0");
    refusals.clear();
    await until("sam", { mailState: "sent", mailError: null, sending: 2 });
  });

  it("sends one mail for several requests that wait", async () => {
    for (let time = 0; time < 3; time++) await request("sam");
    start();
    await until("sam", { mailState: "sent" });
    await vi.waitUntil(async () => (await queuedJobs(db)).length === 0);
    expect(smtp.mails).toHaveLength(1);
  });
});

function start() {
  startWorker({
    DATABASE_URL: url,
    SMTP_URL: smtp.url,
    MAIL_FROM: "Usher <no-reply@usher.example>",
    BASE_URL: "https://usher.example",
  });
}

function request(person: Person) {
  return db.transaction((tx) => requestPasswordLink(tx, world.userId(person)));
}

function ask(place: Place, username: string) {
  const input = { root: world.handle, organizationId: world.places[place].id, username };
  return askForPassword({ db, input, address: "192.0.2.7" });
}

function mailedLink(): string {
  const body = smtp.mails.at(-1)?.body.replaceAll(/=\r\n/g, "") ?? "";
  return /https:\/\/usher\.example\/set-password\/([\w-]{43})/.exec(body)?.[1] ?? "";
}

async function until(person: Person, expected: Record<string, unknown>) {
  await vi.waitFor(
    async () => {
      const [row] = await db
        .select()
        .from(passwordLinks)
        .where(eq(passwordLinks.userId, world.userId(person)));
      expect(row).toMatchObject(expected);
    },
    { timeout: 15_000, interval: 50 },
  );
}
