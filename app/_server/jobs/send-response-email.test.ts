import { beforeEach, expect, test, vi } from "vitest";
import { smtpReply } from "@/app/_server/testing/smtp";
import { testWorker } from "@/app/_server/testing/worker";
import { acceptInvitation } from "@/db/invitations/accept";
import { declineInvitation } from "@/db/invitations/decline";
import { emptyQueue, queuedJobs } from "@/db/testing/email-queue";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { setResponseEmails } from "@/db/users/response-emails";

const worker = testWorker();
const { db } = worker;
let scenario: Scenario;

beforeEach(async () => {
  scenario = await seedScenario(db);
  await setResponseEmails({ db, session: await scenario.session("alex"), wanted: true, address: "x" });
});

test("only the inviter gets an email about a response, once, with a link to the invitation", async () => {
  const { response, invitationId } = await acceptable();
  await acceptInvitation(response);
  worker.start();
  await vi.waitUntil(() => worker.emails.length > 0, { timeout: 10_000 });
  await worker.untilIdle();
  expect(worker.emails).toHaveLength(1);
  const [email] = worker.emails;
  expect(email?.to).toEqual(["alex@acme-travel.example"]);
  expect(email?.headers.get("subject")).toBe("Grace Holloway accepted your invitation to Acme Travel");
  expect(email?.headers.get("message-id")).toBe(`<response-${invitationId}@usher.example>`);
  expect(email?.body.replaceAll(/=\r\n/g, "")).toContain(`/users/invitations/${invitationId}`);
});

test("the email has the reason of a decline, and is sent later when the mail server is busy", async () => {
  const { response } = await acceptable();
  worker.rejections.set("alex@acme-travel.example", smtpReply(451, "4.3.0 Later"));
  await declineInvitation({ ...response, reason: "I have changed teams." });
  worker.start();
  await vi.waitUntil(async () => (await queuedJobs(db))[0]?.error, { timeout: 10_000 });
  worker.rejections.clear();
  await vi.waitUntil(() => worker.emails.length > 0, { timeout: 15_000 });
  expect(worker.emails[0]?.body).toContain("I have changed teams.");
});

test("a permanently rejected address isn't retried", async () => {
  const { response } = await acceptable();
  worker.rejections.set("alex@acme-travel.example", smtpReply(550, "5.1.1 No such user"));
  await acceptInvitation(response);
  worker.start();
  await worker.untilIdle();
  expect(worker.emails).toEqual([]);
});

/** The invitation's own email has already been sent. */
async function acceptable() {
  const invited = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await emptyQueue(db);
  return invited;
}
