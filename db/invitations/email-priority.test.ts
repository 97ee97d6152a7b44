import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { consume } from "@/db/limits/limits";
import { requestPasswordReset } from "@/db/passwords/request-reset";
import { BULK_EMAIL_PRIORITY } from "@/db/queue/enqueue";
import { invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";
import { letTimePass } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { createUser } from "@/db/users/create";
import { resendInvitations } from "./resend";

const { db } = testDatabase();

test("emails that people need to sign in are sent before invitations", async () => {
  const scenario = await seedScenario(db);
  const { handle, organizations } = scenario;
  await scenario.invite("alex", "acme", ["grace"]);
  const profile = { username: "nora", name: "Nora Lind", email: "nora@acme-travel.example", groupIds: [] };
  await createUser({ ctx: await scenario.contextOf("alex", "acme"), input: profile });
  const input = { root: handle, organizationId: organizations.globex.id, username: "hank" };
  await requestPasswordReset({ db, input, address: "192.0.2.1" });
  const jobs = await queuedJobs(db);
  const priorityOf = (task: string) => jobs.findLast((job) => job.task === task)?.priority ?? Number.NaN;
  expect(priorityOf("send-invitation")).toBe(0);
  expect(priorityOf("send-password-link")).toBeLessThan(0);
  expect(priorityOf("process-reset-request")).toBeLessThan(0);
});

test("after 200 emails in an hour, further emails of a top-level organization have the priority of bulk actions", async () => {
  const scenario = await seedScenario(db);
  const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await consume(db, "early-emails", scenario.organizations.acme.id, 199);
  await scenario.invite("elena", "europe", ["sam"]); // below Acme
  await scenario.invite("hank", "globex", ["linus"]);
  await letTimePass(scenario, "acme", "1 hour");
  await resendInvitations({
    ctx: await scenario.contextOf("alex", "acme"),
    input: { invitationIds: [invitationId] },
  });
  expect(await priorities(scenario, "europe")).toEqual([BULK_EMAIL_PRIORITY]);
  expect(await priorities(scenario, "globex")).toEqual([0]);
  const resent = (await queuedJobs(db)).find(({ key }) => key === `invitation:${invitationId}`);
  expect(resent?.priority).toBe(BULK_EMAIL_PRIORITY);
});

/** The priorities of the emails of an organization's invitations. */
async function priorities({ organizations }: Scenario, key: "europe" | "globex") {
  const rows = await db
    .select({ id: invitations.id })
    .from(invitations)
    .where(eq(invitations.organizationId, organizations[key].id));
  const jobs = await queuedJobs(db);
  return rows.map(({ id }) => jobs.find((job) => job.key === `invitation:${id}`)?.priority);
}
