import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { smtpReply } from "@/app/_server/testing/smtp";
import { testWorker } from "@/app/_server/testing/worker";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import { requestPasswordReset } from "@/db/passwords/request-reset";
import { setPassword } from "@/db/passwords/set";
import { passwordLinks, users } from "@/db/schema";
import { queuedJobs, retryJobsNow } from "@/db/testing/email-queue";
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
    await queueLink("sam");
    worker.start();
    await waitForLink("sam", { emailState: "sent", emailError: null, sending: 1 });
    expect(worker.emails).toHaveLength(1);
    expect(worker.emails[0]?.to).toEqual(["sam@acme-travel.example"]);
    expect(worker.emails[0]?.headers.get("subject")).toBe("Your new account at Acme Travel");
    await setPassword({ db, link: emailedLink(), password: NEW_PASSWORD, address: "x" });
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
    await requestReset("meridian", "grace");
    worker.start();
    await waitForLink("grace", { emailState: "sent" });
    expect(worker.emails[0]?.headers.get("subject")).toBe("Set a new password for grace at Meridian Group");
    expect(worker.emails[0]?.body).toContain("your password stays the same");
    expect(
      await setPassword({ db, link: emailedLink(), password: NEW_PASSWORD, address: "x" }),
    ).toMatchObject({
      username: "grace",
    });
  });

  it("sends nothing to accounts that are unknown, disabled, without an address, or of other organizations", async () => {
    for (const username of ["nobody", "ken", "barbara", "mallory", "alex"])
      await requestReset("meridian", username);
    worker.start();
    await worker.untilIdle();
    expect(worker.emails).toEqual([]);
    expect(await db.select().from(passwordLinks)).toEqual([]);
  });

  it("waits while the account is disabled, shows that, and sends once the account is enabled", async () => {
    await queueLink("sam");
    const setDisabledAt = (disabledAt: Date | null) =>
      db
        .update(users)
        .set({ disabledAt })
        .where(eq(users.id, scenario.userId("sam")));
    await setDisabledAt(new Date());
    worker.start();
    await waitForLink("sam", { emailState: "waiting", emailError: { code: "account-disabled" }, sending: 1 });
    await setDisabledAt(null);
    await retryJobsNow(db);
    await waitForLink("sam", { emailState: "sent", emailError: null, sending: 1 });
  });

  it("records why an address was rejected, and doesn't retry", async () => {
    worker.rejections.set("sam@acme-travel.example", smtpReply(550, "5.1.1 No such user"));
    await queueLink("sam");
    worker.start();
    const emailError = { code: "rejected", reply: "550 5.1.1 No such user" };
    await waitForLink("sam", { emailState: "failed", emailError, sending: 1 });
    await worker.untilIdle();
    expect(await auditOf(scenario, "acme", "passwords.send-failed")).toMatchObject([{ subjectName: "sam" }]);
  });

  it("retries when the mail server is busy, and the queue keeps no link that the server quotes", async () => {
    worker.rejections.set(
      "sam@acme-travel.example",
      smtpReply(451, "4.7.1 Seen https://usher.example/set-password/c2VjcmV0"),
    );
    await queueLink("sam");
    worker.start();
    const emailError = { code: "rejected-for-now", reply: expect.stringContaining("/set-password/[link]") };
    await waitForLink("sam", { emailState: "waiting", emailError, sending: 1 });
    await vi.waitUntil(async () => (await queuedJobs(db))[0]?.error);
    expect((await queuedJobs(db))[0]?.error).not.toContain("c2VjcmV0");
    worker.rejections.clear();
    await waitForLink("sam", { emailState: "sent", emailError: null, sending: 1 });
  });

  it("sends the identical email again when the server's reply is lost", async () => {
    worker.loseReplies(2); // the mailer retries a broken connection once, then the queue does
    await queueLink("sam");
    worker.start();
    await waitForLink("sam", { emailState: "waiting", emailError: { code: "server-unreachable" } });
    await waitForLink("sam", { emailState: "sent", sending: 1 });
    expect(worker.emails).toHaveLength(3);
    expect(new Set(worker.emails.map(({ raw }) => raw)).size).toBe(1);
  });

  it("sends one email for several queued requests", async () => {
    for (let count = 0; count < 3; count++) await queueLink("sam");
    worker.start();
    await waitForLink("sam", { emailState: "sent" });
    await worker.untilIdle();
    expect(worker.emails).toHaveLength(1);
  });
});

function queueLink(person: Person) {
  return db.transaction((tx) => queuePasswordLink(tx, scenario.userId(person)));
}

function requestReset(organization: OrganizationKey, username: string) {
  const input = { root: scenario.handle, organizationId: scenario.organizations[organization].id, username };
  return requestPasswordReset({ db, input, address: "192.0.2.7" });
}

function emailedLink(): string {
  const body = worker.emails.at(-1)?.body.replaceAll(/=\r\n/g, "") ?? ""; // without soft line breaks
  return /https:\/\/usher\.example\/set-password\/([\w-]{43})/.exec(body)?.[1] ?? "";
}

async function waitForLink(person: Person, expected: Record<string, unknown>) {
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
