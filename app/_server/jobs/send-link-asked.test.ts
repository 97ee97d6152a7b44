import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { log } from "@/app/_server/log";
import { startSmtp } from "@/app/_server/testing/smtp";
import { startWorker, stopWorker } from "@/app/_server/worker";
import { askForLink } from "@/db/invitations/ask-for-link";
import { testDatabase } from "@/db/testing/database";
import { emptyQueue, queuedJobs } from "@/db/testing/mail-queue";
import { letPass } from "@/db/testing/standing";
import { addToGroup, type Person, plantGroup, plantWorld, type World } from "@/db/testing/world";

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

test("the inviter alone is mailed, once, and is led to the invitation", async () => {
  await mayInvite("sam");
  const id = await askedFor();
  await workedOff();
  await vi.waitFor(() => expect(recipients()).toEqual(["alex@acme.example"]));
  expect(smtp.mails[0]?.headers.get("subject")).toBe(
    "grace of meridian asks for a new link into Acme Travel",
  );
  expect(smtp.mails[0]?.body.replaceAll(/=\r\n/g, "")).toContain(`/users/invitations/${id}`);
});

test("where the inviter is gone, those who may see invitations and invite there are mailed", async () => {
  await mayInvite("sam");
  await askedFor();
  await disable("alex");
  await workedOff();
  await vi.waitFor(() => expect(recipients()).toEqual(["sam@acme.example"]));
});

test("who may only look at invitations is not mailed in the inviter's place", async () => {
  await mayInvite("sam", ["invitations.view"]);
  await askedFor();
  await disable("alex");
  await workedOff();
  expect(smtp.mails).toEqual([]);
});

test("an inviter who may no longer see invitations there is not mailed, those who may invite are", async () => {
  await mayInvite("sam");
  await askedFor();
  await db.execute(sql`delete from membership_groups where user_id = ${world.userId("alex")}`);
  await workedOff();
  await vi.waitFor(() => expect(recipients()).toEqual(["sam@acme.example"]));
});

function recipients(): string[] {
  return smtp.mails.flatMap(({ to }) => to);
}

/** The invitation of grace into Acme Travel, expired, of which a new link was asked for. */
async function askedFor(): Promise<string> {
  const { link, invitationId } = await world.invited("alex", "acme", "grace");
  await letPass(world, "acme", "73 hours");
  await emptyQueue(db);
  await askForLink({ db, session: null, link, address: "192.0.2.9" });
  return invitationId;
}

async function mayInvite(
  person: Person,
  permissions: Parameters<typeof plantGroup>[2] = ["invitations.view", "invitations.create"],
) {
  const { id } = await plantGroup(db, world.places.acme.id, permissions);
  await addToGroup(db, world.places.acme.id, world.userId(person), id);
}

async function disable(person: Person) {
  await db.execute(sql`update users set disabled_at = now() where id = ${world.userId(person)}`);
}

async function workedOff() {
  startWorker({
    DATABASE_URL: url,
    SMTP_URL: smtp.url,
    MAIL_FROM: "Usher <no-reply@usher.example>",
    BASE_URL: "https://usher.example",
  });
  await vi.waitUntil(async () => (await queuedJobs(db)).length === 0, { timeout: 10_000 });
}
