import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { log } from "@/app/_server/log";
import { answer as refusal, startSmtp } from "@/app/_server/testing/smtp";
import { startWorker, stopWorker } from "@/app/_server/worker";
import { acceptInvitation } from "@/db/invitations/accept";
import { declineInvitation } from "@/db/invitations/decline";
import { testDatabase } from "@/db/testing/database";
import { emptyQueue, queuedJobs } from "@/db/testing/mail-queue";
import { plantWorld, type World } from "@/db/testing/world";
import { mailAnswers } from "@/db/users/mail-answers";

log.level = "silent";
const { db, url } = testDatabase();
let refused: Error | null = null;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let world: World;

beforeEach(async () => {
  refused = null;
  smtp = await startSmtp({ onRcptTo: (_address, _session, done) => done(refused) });
  world = await plantWorld(db);
  await mailAnswers({ db, session: await world.session("alex"), wanted: true, address: "x" });
});

afterEach(async () => {
  await stopWorker();
  await smtp.close();
  await emptyQueue(db);
});

test("an answer is mailed to the inviter alone, once, and leads to the invitation", async () => {
  const { answer, invitationId } = await acceptable();
  await acceptInvitation(answer);
  start();
  await vi.waitUntil(() => smtp.mails.length > 0, { timeout: 10_000 });
  await queueIsEmpty();
  expect(smtp.mails).toHaveLength(1);
  const [mail] = smtp.mails;
  expect(mail?.to).toEqual(["alex@acme.example"]);
  expect(mail?.headers.get("subject")).toBe("grace of meridian accepted your invitation into Acme Travel");
  expect(mail?.headers.get("message-id")).toBe(`<answer-${invitationId}@usher.example>`);
  expect(mail?.body.replaceAll(/=\r\n/g, "")).toContain(`/users/invitations/${invitationId}`);
});

test("the reason of a decline is in the mail, and a busy mail server gets it later", async () => {
  const { answer } = await acceptable();
  refused = refusal(451, "4.3.0 Later");
  await declineInvitation({ ...answer, reason: "I have changed teams." });
  start();
  await vi.waitUntil(async () => (await queuedJobs(db))[0]?.error, { timeout: 10_000 });
  refused = null;
  await vi.waitUntil(() => smtp.mails.length > 0, { timeout: 15_000 });
  expect(smtp.mails[0]?.body).toContain("I have changed teams.");
});

test("an inviter's address that is refused for good is not tried again", async () => {
  const { answer } = await acceptable();
  refused = refusal(550, "5.1.1 No such user");
  await acceptInvitation(answer);
  start();
  await queueIsEmpty();
  expect(smtp.mails).toEqual([]);
});

/** Its own mail has left already. */
async function acceptable() {
  const invited = await world.invited("alex", "acme", "grace");
  await emptyQueue(db);
  return invited;
}

async function queueIsEmpty() {
  await vi.waitUntil(async () => (await queuedJobs(db)).length === 0, { timeout: 10_000 });
}

function start() {
  startWorker({
    DATABASE_URL: url,
    SMTP_URL: smtp.url,
    MAIL_FROM: "Usher <no-reply@usher.example>",
    BASE_URL: "https://usher.example",
  });
}
