import { beforeEach } from "vitest";
import { accountNotices } from "@/db/schema";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { editUser } from "@/db/users/edit";
import { testWorker } from "./worker";

/** A worker that sends the notices of a new scenario for each test. */
export function testAccountNotices() {
  const worker = testWorker();
  const { db } = worker;
  let scenario: Scenario;

  beforeEach(async () => {
    await db.delete(accountNotices);
    scenario = await seedScenario(db);
  });

  /** Changes the given fields of sam's profile, as alex. */
  async function edit(changed: { username?: string; name?: string; email?: string }): Promise<void> {
    const sam = { username: "sam", name: "Sam Rivera", email: "sam@acme-travel.example" };
    const ctx = await scenario.contextOf("alex", "acme");
    await editUser({ ctx, input: { userId: scenario.userId("sam"), ...sam, ...changed } });
  }

  /** The emails that the mail server has when the queue is empty, by recipient. */
  async function sent() {
    worker.start();
    await worker.untilIdle();
    return worker.emails
      .map((email) => ({ ...email, text: email.body.replaceAll(/=\r\n/g, "").replaceAll("=3D", "=") }))
      .toSorted((one, other) => String(one.to).localeCompare(String(other.to)));
  }

  async function sentTo() {
    return (await sent()).map(({ to, headers }) => [to[0], headers.get("subject")]);
  }

  async function waiting() {
    return await db.select().from(accountNotices);
  }

  return {
    worker,
    db,
    get scenario() {
      return scenario;
    },
    edit,
    sent,
    sentTo,
    waiting,
  };
}
