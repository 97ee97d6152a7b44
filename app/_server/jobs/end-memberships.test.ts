import { sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { testWorker } from "@/app/_server/testing/worker";
import { acceptInvitation } from "@/db/invitations/accept";
import { emptyQueue } from "@/db/testing/email-queue";
import { auditOf, membershipOf } from "@/db/testing/queries";
import { type Person, type Scenario, seedScenario } from "@/db/testing/scenario";
import { seedAccounts } from "@/db/testing/seed-accounts";
import { BATCH_SIZE } from "@/lib/bulk-actions";

const worker = testWorker();
const { db } = worker;
let scenario: Scenario;

beforeEach(async () => {
  scenario = await seedScenario(db);
});

test("after a stop, the worker removes memberships that ended, and notifies both sides once of those that end soon", async () => {
  await joinUntil("grace", "-2 days");
  await joinUntil("linus", "3 days");
  await emptyQueue(db);
  worker.start();
  for (let minute = 0; minute < 2; minute++) {
    await db.execute(sql`select graphile_worker.add_job('end-memberships')`);
  }
  await vi.waitUntil(() => worker.emails.length >= 2, { timeout: 15_000 });
  expect(await membershipOf(scenario, "grace")).toBeUndefined();
  expect(worker.emails.map(({ to }) => to[0]).sort()).toEqual([
    "alex@acme-travel.example",
    "linus@meridian.example",
  ]);
  const texts = worker.emails.map(({ body }) => body.replaceAll(/=\r\n/g, ""));
  expect(texts.filter((text) => text.includes("/my-organizations"))).toHaveLength(1);
  expect(texts.filter((text) => text.includes(`/users/${scenario.userId("linus")}`))).toHaveLength(1);
});

test("many memberships that end together are removed in batches, without waiting for the next minute", async () => {
  const { meridian, acme } = scenario.organizations;
  await seedAccounts(db, meridian.id, BATCH_SIZE + 10);
  await db.execute(sql`
    insert into memberships (
      organization_id, user_id, root_id, origin, parent_organization_id, parent_ends_at, username, name, search, ends_at
    )
    select
      ${acme.id}, user_id, root_id, 'invited', organization_id, ends, username, name, search,
      now() - interval '1 minute'
    from memberships
    where organization_id = ${meridian.id} and username like 'many-%'`);
  worker.start();
  await db.execute(sql`select graphile_worker.add_job('end-memberships', job_key := 'end-memberships')`);
  const ended = () => auditOf(scenario, "acme", "memberships.end");
  await vi.waitUntil(async () => (await ended()).length === BATCH_SIZE + 10, { timeout: 30_000 });
});

test("a queued email isn't sent if the end was changed in the meantime", async () => {
  await joinUntil("linus", "3 days");
  await emptyQueue(db);
  const organizationId = scenario.organizations.acme.id;
  const userId = scenario.userId("linus");
  await db.execute(sql`
    select graphile_worker.add_job('send-membership-end', json_build_object(
      'organizationId', ${organizationId}::text,
      'userId', ${userId}::text,
      'recipientId', ${userId}::text,
      'ends', now() + interval '1 day'
    ))`);
  worker.start();
  await vi.waitUntil(
    async () =>
      (await db.execute(sql`select from graphile_worker.jobs where task_identifier = 'send-membership-end'`))
        .length === 0,
    { timeout: 10_000 },
  );
  expect(worker.emails).toEqual([]);
});

test("the queue schedules it every minute, once for all processes", async () => {
  worker.start();
  const known = () =>
    db.execute(sql`select from graphile_worker._private_known_crontabs where identifier = 'end-memberships'`);
  await vi.waitUntil(async () => (await known()).length === 1, { timeout: 10_000 });
});

async function joinUntil(person: Person, ends: string) {
  await acceptInvitation((await scenario.inviteAndDeliver("alex", "acme", person)).response);
  await db.execute(sql`
    update memberships set ends_at = now() + ${ends}::interval, end_notified_for = null
    where organization_id = ${scenario.organizations.acme.id} and user_id = ${scenario.userId(person)}`);
}
