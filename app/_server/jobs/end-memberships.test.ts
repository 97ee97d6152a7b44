import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { log } from "@/app/_server/log";
import { startSmtp } from "@/app/_server/testing/smtp";
import { startWorker, stopWorker } from "@/app/_server/worker";
import { acceptInvitation } from "@/db/invitations/accept";
import { testDatabase } from "@/db/testing/database";
import { emptyQueue } from "@/db/testing/mail-queue";
import { membershipOf } from "@/db/testing/standing";
import { type Person, plantWorld, type World } from "@/db/testing/world";

log.level = "silent";
const { db, url } = testDatabase();
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let world: World;

beforeEach(async () => {
  smtp = await startSmtp();
  world = await plantWorld(db);
});

afterEach(async () => {
  await stopWorker();
  await smtp.close();
  await emptyQueue(db);
});

test("the worker removes what ended while it was away, and mails both sides of what ends soon, once", async () => {
  await joinUntil("grace", "-2 days");
  await joinUntil("linus", "3 days");
  await emptyQueue(db);
  start();
  for (let minute = 0; minute < 2; minute++) {
    await db.execute(sql`select graphile_worker.add_job('end-memberships')`);
  }
  await vi.waitUntil(() => smtp.mails.length >= 2, { timeout: 15_000 });
  expect(await membershipOf(world, "grace")).toBeUndefined();
  expect(smtp.mails.map(({ to }) => to[0]).sort()).toEqual(["alex@acme.example", "linus@meridian.example"]);
  const texts = smtp.mails.map(({ body }) => body.replaceAll(/=\r\n/g, ""));
  expect(texts.filter((text) => text.includes("/my-organizations"))).toHaveLength(1);
  expect(texts.filter((text) => text.includes(`/users/${world.userId("linus")}`))).toHaveLength(1);
});

test("a mail that waits says nothing of an end that was changed meanwhile", async () => {
  await joinUntil("linus", "3 days");
  await emptyQueue(db);
  await db.execute(sql`select graphile_worker.add_job('send-ending', json_build_object('organizationId', ${world.places.acme.id}::text,
    'userId', ${world.userId("linus")}::text, 'recipientId', ${world.userId("linus")}::text, 'ends', now() + interval '1 day'))`);
  start();
  await vi.waitUntil(
    async () =>
      (await db.execute(sql`select from graphile_worker.jobs where task_identifier = 'send-ending'`))
        .length === 0,
    { timeout: 10_000 },
  );
  expect(smtp.mails).toEqual([]);
});

test("it is asked to do so each minute, by the clock of the queue that all processes share", async () => {
  start();
  const known = () =>
    db.execute(sql`select from graphile_worker._private_known_crontabs where identifier = 'end-memberships'`);
  await vi.waitUntil(async () => (await known()).length === 1, { timeout: 10_000 });
});

async function joinUntil(person: Person, ends: string) {
  await acceptInvitation((await world.invited("alex", "acme", person)).answer);
  await db.execute(sql`
    update memberships set ends_at = now() + ${ends}::interval, ends_told = null
    where organization_id = ${world.places.acme.id} and user_id = ${world.userId(person)}`);
}

function start() {
  startWorker({
    DATABASE_URL: url,
    SMTP_URL: smtp.url,
    MAIL_FROM: "Usher <no-reply@usher.example>",
    BASE_URL: "https://usher.example",
  });
}
