import { sql } from "drizzle-orm";
import sharp from "sharp";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { deleteInvitations } from "@/db/invitations/delete";
import { organizationLogos } from "@/db/schema";
import { bulkActionState, seedMany, startInviting } from "@/db/testing/bulk-actions";
import { emailState, killWorkerOver, queuedJobs, retryJobsNow } from "@/db/testing/email-queue";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { log } from "./log";
import { smtpReply } from "./testing/smtp";
import { testWorker } from "./testing/worker";
import { stopWorker, workerState } from "./worker";

const worker = testWorker();
const { db } = worker;
let scenario: Scenario;

beforeEach(async () => {
  scenario = await seedScenario(db);
});

describe("the worker", () => {
  it("sends an invitation with its valid link, to the invitee only", async () => {
    await scenario.invite("alex", "acme", ["grace"]);
    worker.start();
    await until("grace", { emailState: "sent", emailError: null, sending: 1 });
    expect(worker.emails).toHaveLength(1);
    expect(worker.emails[0]?.to).toEqual(["grace@meridian.example"]);
    expect(worker.emails[0]?.headers.get("subject")).toBe("Alex Morgan invited you to join Acme Travel");
    expect(worker.emails[0]?.body).toContain("https://usher.example/accept/");
  });

  it("sends it with the organization's sender name, color and logo", async () => {
    const { id } = scenario.organizations.acme;
    const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: "#0f766e" } })
      .png()
      .toBuffer();
    await db.execute(
      sql`update organizations set sender_name = 'Acme Service', color = '#d97706' where id = ${id}`,
    );
    await db.insert(organizationLogos).values({ organizationId: id, png, width: 40, height: 20 });
    await scenario.invite("alex", "acme", ["grace"]);
    await scenario.invite("ada", "globex", ["grace"]);
    worker.start();
    await until("grace", { emailState: "sent" });
    await vi.waitUntil(() => worker.emails.length === 2, { timeout: 10_000 });
    const email = of("Acme Service");
    const html = email.body.replaceAll(/=\r\n/g, "").replaceAll("=3D", "=");
    expect(email.headers.get("from")).toBe("Acme Service <no-reply@usher.example>");
    expect(html).toContain("background-color:#d97706");
    expect(html).toMatch(/<img[^>]* alt="Acme Travel"[^>]* src="cid:logo"/);
    expect(html).toContain("Content-ID: <logo>");
    expect(email.body.replaceAll(/\s/g, "")).toContain(png.toString("base64"));
    expect(of("Globex Retail").headers.get("from")).toBe("Globex Retail <no-reply@usher.example>");
    expect(of("Globex Retail").body).not.toContain("cid:");

    function of(senderName: string) {
      const email = worker.emails.find(({ headers }) => headers.get("from")?.startsWith(senderName));
      if (!email) throw new Error(`No email came from ${senderName}.`);
      return email;
    }
  });

  it("logs the end of jobs that no request queued, and of scheduled ones only for debugging", async () => {
    const [shown, hidden] = [vi.spyOn(log, "info"), vi.spyOn(log, "debug")];
    const tasks = (spy: typeof shown) =>
      spy.mock.calls.flatMap(([fields, message]) =>
        `${message}` === "Job" ? [{ ...Object(fields) }.task] : [],
      );
    await scenario.invite("alex", "acme", ["grace"]);
    await db.execute(
      sql`select graphile_worker.add_job('end-memberships', '{"_cron": {"ts": "2026-01-01T00:00:00Z"}}'::json)`,
    );
    worker.start();
    await vi.waitFor(() => expect(tasks(hidden)).toContain("end-memberships"), WAIT);
    await vi.waitFor(() => expect(tasks(shown)).toEqual(["send-invitation"]), WAIT);
  });

  it("sends emails that are queued while it runs", async () => {
    worker.start();
    await vi.waitUntil(() => workerState() === "running", { timeout: 10_000 });
    await scenario.invite("alex", "acme", ["grace", "linus"]);
    await until("grace", { emailState: "sent" });
    await until("linus", { emailState: "sent" });
  });

  it("holds the email of an inactive organization, says so, and sends it once the organization is active", async () => {
    await scenario.invite("alex", "acme", ["grace"]);
    const { id } = scenario.organizations.acme;
    await db.execute(sql`update organizations set disabled_at = now() where id = ${id}`);
    worker.start();
    await until("grace", {
      emailState: "waiting",
      emailError: { code: "organization-inactive" },
      sending: 1,
    });
    await db.execute(sql`update organizations set disabled_at = null where id = ${id}`);
    await retryJobsNow(db);
    await until("grace", { emailState: "sent", emailError: null, sending: 1 });
  });

  it("sends nothing when a completed job runs again", async () => {
    await scenario.invite("alex", "acme", ["grace"]);
    const id = (await emailState(db, scenario.organizations.acme.id, "grace"))?.id;
    worker.start();
    await until("grace", { emailState: "sent", sending: 1 });
    const payload = JSON.stringify({ invitationId: id });
    await db.execute(sql`select graphile_worker.add_job('send-invitation', ${payload}::json)`);
    await worker.untilIdle();
    expect(worker.emails).toHaveLength(1);
    await until("grace", { emailState: "sent", sending: 1 });
  });

  it("records why an address was rejected, and doesn't retry", async () => {
    worker.rejections.set("linus@meridian.example", smtpReply(550, "5.1.1 No such user"));
    await scenario.invite("alex", "acme", ["linus", "grace"]);
    worker.start();
    const emailError = { code: "rejected", reply: "550 5.1.1 No such user" };
    await until("linus", { emailState: "failed", emailError, sending: 1 });
    await until("grace", { emailState: "sent" });
    await worker.untilIdle();
  });

  it("keeps an invitation queued while the mail server is busy, says so, and sends it later", async () => {
    worker.rejections.set("grace@meridian.example", smtpReply(451, "4.3.0 Later"));
    await scenario.invite("alex", "acme", ["grace"]);
    worker.start();
    const emailError = { code: "rejected-for-now", reply: "451 4.3.0 Later" };
    await until("grace", { emailState: "waiting", emailError, sending: 1 });
    worker.rejections.clear();
    await until("grace", { emailState: "sent", emailError: null, sending: 1 });
    expect(worker.emails[0]?.headers.get("message-id")).toMatch(
      /^<invitation-[0-9a-f-]{36}\.1@usher\.example>$/,
    );
  });

  it("repeats an email byte-identically when the reply is lost, so that mail programs show it once", async () => {
    worker.loseReplies(2); // after a broken connection, the mailer tries once more, then the queue
    await scenario.invite("alex", "acme", ["grace"]);
    worker.start();
    await until("grace", { emailState: "waiting", emailError: { code: "server-unreachable" } });
    await until("grace", { emailState: "sent", emailError: null, sending: 1 });
    expect(worker.emails).toHaveLength(3);
    expect(new Set(worker.emails.map(({ raw }) => raw)).size).toBe(1);
  });

  it("stores no link in the queue, even if the mail server quotes it", async () => {
    worker.rejections.set(
      "grace@meridian.example",
      smtpReply(451, "4.7.1 Seen https://usher.example/accept/c2VjcmV0"),
    );
    await scenario.invite("alex", "acme", ["grace"]);
    worker.start();
    await until("grace", {
      emailState: "waiting",
      sending: 1,
      emailError: { code: "rejected-for-now", reply: expect.stringContaining("/accept/[link]") },
    });
    await vi.waitUntil(async () => (await queuedJobs(db))[0]?.error);
    expect((await queuedJobs(db))[0]?.error).not.toContain("c2VjcmV0");
  });

  it("sends nothing for an invitation that has ended", async () => {
    await scenario.invite("alex", "acme", ["grace"]);
    const { id } = (await emailState(db, scenario.organizations.acme.id, "grace")) ?? {};
    await deleteInvitations({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { invitationIds: [id ?? ""] },
    });
    worker.start();
    await worker.untilIdle();
    expect(worker.emails).toEqual([]);
  });

  it("resumes the job of a worker that was killed", async () => {
    await scenario.invite("alex", "acme", ["grace"]);
    await killWorkerOver(db, "6 seconds");
    worker.start();
    await until("grace", { emailState: "sent" });
  });

  it("runs a bulk action in batches, and sends its emails", async () => {
    const usernames = ["grace", ...(await seedMany(scenario, "meridian", 1100))].join("\n");
    const id = await startInviting(await scenario.contextOf("alex", "acme"), { usernames });
    worker.start();
    await vi.waitFor(async () => expect((await bulkActionState(db, id)).state).toBe("finished"), WAIT);
    expect((await bulkActionState(db, id)).tally).toEqual({ invited: 1101 });
    await until("grace", { emailState: "sent", sending: 1 });
  });

  it("continues a bulk action whose worker was killed", async () => {
    const usernames = (await seedMany(scenario, "meridian", 600)).join("\n");
    const id = await startInviting(await scenario.contextOf("alex", "acme"), { usernames });
    await killWorkerOver(db, "6 seconds");
    await db.execute(
      sql`update graphile_worker._private_job_queues set locked_by = 'killed', locked_at = now() - interval '6 minutes'`,
    );
    worker.start();
    await vi.waitFor(async () => expect((await bulkActionState(db, id)).state).toBe("finished"), WAIT);
    expect((await bulkActionState(db, id)).tally).toEqual({ invited: 600 });
  });

  it("stops when asked to, and reports its state", async () => {
    worker.start();
    expect(workerState()).toBe("starting");
    await vi.waitUntil(() => workerState() === "running", { timeout: 10_000 });
    await stopWorker();
    await scenario.invite("alex", "acme", ["grace"]);
    expect(await queuedJobs(db)).toHaveLength(1);
    expect(worker.emails).toEqual([]);
  });
});

const WAIT = { timeout: 45_000, interval: 50 }; // the machine may be busy

async function until(username: string, expected: Record<string, unknown>) {
  await vi.waitFor(async () => {
    expect(await emailState(db, scenario.organizations.acme.id, username)).toMatchObject(expected);
  }, WAIT);
}
