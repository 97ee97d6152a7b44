import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { testWorker } from "@/app/_server/testing/worker";
import { organizations, users } from "@/db/schema";
import { sendTestEmail } from "@/db/settings/test-email";
import { seedScenario } from "@/db/testing/scenario";

const worker = testWorker();
const { db } = worker;

test("a test email looks like an invitation of the organization, and its link leads to the settings", async () => {
  const scenario = await seedScenario(db);
  const { id } = scenario.organizations.acme;
  const look = { senderName: "Acme Service", color: "#b45309" };
  await db.update(organizations).set(look).where(eq(organizations.id, id));
  await sendTestEmail({ ctx: await scenario.contextOf("alex", "acme"), input: {} });
  worker.start();
  await vi.waitUntil(() => worker.emails.length > 0, { timeout: 10_000 });
  const [email] = worker.emails;
  expect(email?.to).toEqual(["alex@acme-travel.example"]);
  expect(email?.headers.get("subject")).toBe("Test: Alex Morgan invited you to join Acme Travel");
  expect(email?.headers.get("from")).toBe("Acme Service <no-reply@usher.example>");
  const body = email?.body.replaceAll(/=\r\n/g, "") ?? "";
  expect(body).toContain("background-color:#b45309");
  expect(body).toContain(`/o/${id}/settings`);
  expect(body).not.toContain("/accept/");
});

test("an account that was disabled in the meantime gets no test email", async () => {
  const scenario = await seedScenario(db);
  await sendTestEmail({ ctx: await scenario.contextOf("alex", "acme"), input: {} });
  await db
    .update(users)
    .set({ disabledAt: new Date() })
    .where(eq(users.id, scenario.userId("alex")));
  worker.start();
  await worker.untilIdle();
  expect(worker.emails).toEqual([]);
});
