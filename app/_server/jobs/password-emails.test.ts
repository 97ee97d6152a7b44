import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { answer } from "@/app/_server/testing/smtp";
import { testWorker } from "@/app/_server/testing/worker";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import { requestPasswordReset } from "@/db/passwords/request-reset";
import { setPassword } from "@/db/passwords/set";
import { passwordLinks, users } from "@/db/schema";
import { queuedJobs } from "@/db/testing/email-queue";
import { NEW_PASSWORD, signsIn } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/queries";
import { type OrganizationKey, type Person, type Scenario, seedScenario } from "@/db/testing/scenario";

const worker = testWorker();
const { db } = worker;
let scenario: Scenario;

beforeEach(async () => {
  scenario = await seedScenario(db);
});

describe("password emails", () => {
  it("sends a new account a link to set its password", async () => {
    await request("sam");
    worker.start();
    await until("sam", { emailState: "sent", emailError: null, sending: 1 });
    expect(worker.mails).toHaveLength(1);
    expect(worker.mails[0]?.to).toEqual(["sam@acme-travel.example"]);
    expect(worker.mails[0]?.headers.get("subject")).toBe("Your new account at Acme Travel");
    await setPassword({ db, link: mailedLink(), password: NEW_PASSWORD, address: "x" });
    expect(await signsIn(scenario, "sam", "acme", NEW_PASSWORD)).toBe(true);
    expect(await auditOf(scenario, "acme", "passwords.send")).toMatchObject([
      { actorName: null, subjectName: "sam" },
    ]);
  });

  it("sends a link to a user who has forgotten their password", async () => {
    await db
      .update(users)
      .set({ passwordHash: "an old one" })
      .where(eq(users.id, scenario.userId("grace")));
    await ask("meridian", "grace");
    worker.start();
    await until("grace", { emailState: "sent" });
    expect(worker.mails[0]?.headers.get("subject")).toBe("Set a new password for grace at Meridian Group");
    expect(worker.mails[0]?.body).toContain("your password stays the same");
    expect(await setPassword({ db, link: mailedLink(), password: NEW_PASSWORD, address: "x" })).toMatchObject(
      {
        username: "grace",
      },
    );
  });

  it("sends nothing for accounts that are unknown, disabled, without an address, or of other organizations", async () => {
    for (const username of ["nobody", "ken", "barbara", "mallory", "alex"]) await ask("meridian", username);
    worker.start();
    await worker.untilIdle();
    expect(worker.mails).toEqual([]);
    expect(await db.select().from(passwordLinks)).toEqual([]);
  });

  it("holds the email of a disabled account, says so, and sends it once the account is enabled", async () => {
    await request("sam");
    const disabled = (at: Date | null) =>
      db
        .update(users)
        .set({ disabledAt: at })
        .where(eq(users.id, scenario.userId("sam")));
    await disabled(new Date());
    worker.start();
    await until("sam", { emailState: "waiting", emailError: { code: "account-disabled" }, sending: 1 });
    await disabled(null);
    await db.execute(
      sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), now())`,
    );
    await until("sam", { emailState: "sent", emailError: null, sending: 1 });
  });

  it("records why an address was rejected, and doesn't retry", async () => {
    worker.refusals.set("sam@acme-travel.example", answer(550, "5.1.1 No such user"));
    await request("sam");
    worker.start();
    const emailError = { code: "rejected", reply: "550 5.1.1 No such user" };
    await until("sam", { emailState: "failed", emailError, sending: 1 });
    await worker.untilIdle();
    expect(await auditOf(scenario, "acme", "passwords.send-failed")).toMatchObject([{ subjectName: "sam" }]);
  });

  it("sends it later when the mail server is busy, and leaves none in the queue", async () => {
    worker.refusals.set(
      "sam@acme-travel.example",
      answer(451, "4.7.1 Seen https://usher.example/set-password/c2VjcmV0"),
    );
    await request("sam");
    worker.start();
    const emailError = { code: "rejected-for-now", reply: expect.stringContaining("/set-password/[link]") };
    await until("sam", { emailState: "waiting", emailError, sending: 1 });
    await vi.waitUntil(async () => (await queuedJobs(db))[0]?.error);
    expect((await queuedJobs(db))[0]?.error).not.toContain("c2VjcmV0");
    worker.refusals.clear();
    await until("sam", { emailState: "sent", emailError: null, sending: 1 });
  });

  it("repeats it byte-identically when the reply is lost", async () => {
    worker.loseAnswers(2);
    await request("sam");
    worker.start();
    await until("sam", { emailState: "waiting", emailError: { code: "server-unreachable" } });
    await until("sam", { emailState: "sent", sending: 1 });
    expect(worker.mails).toHaveLength(3);
    expect(new Set(worker.mails.map(({ raw }) => raw)).size).toBe(1);
  });

  it("sends one email for several queued requests", async () => {
    for (let time = 0; time < 3; time++) await request("sam");
    worker.start();
    await until("sam", { emailState: "sent" });
    await worker.untilIdle();
    expect(worker.mails).toHaveLength(1);
  });
});

function request(person: Person) {
  return db.transaction((tx) => queuePasswordLink(tx, scenario.userId(person)));
}

function ask(place: OrganizationKey, username: string) {
  const input = { root: scenario.handle, organizationId: scenario.organizations[place].id, username };
  return requestPasswordReset({ db, input, address: "192.0.2.7" });
}

function mailedLink(): string {
  const body = worker.mails.at(-1)?.body.replaceAll(/=\r\n/g, "") ?? "";
  return /https:\/\/usher\.example\/set-password\/([\w-]{43})/.exec(body)?.[1] ?? "";
}

async function until(person: Person, expected: Record<string, unknown>) {
  await vi.waitFor(
    async () => {
      const [row] = await db
        .select()
        .from(passwordLinks)
        .where(eq(passwordLinks.userId, scenario.userId(person)));
      expect(row).toMatchObject(expected);
    },
    { timeout: 15_000, interval: 50 },
  );
}
