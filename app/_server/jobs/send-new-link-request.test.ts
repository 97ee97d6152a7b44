import { sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { testWorker } from "@/app/_server/testing/worker";
import { requestNewLink } from "@/db/invitations/request-new-link";
import { emptyQueue } from "@/db/testing/email-queue";
import { givePassword } from "@/db/testing/passwords";
import { letTimePass } from "@/db/testing/queries";
import { addToGroup, type Person, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";

const worker = testWorker();
const { db } = worker;
let scenario: Scenario;

beforeEach(async () => {
  scenario = await seedScenario(db);
});

test("only the inviter gets the email, once, with a link to the invitation", async () => {
  await canInvite("sam");
  const id = await seedNewLinkRequest();
  await workedOff();
  await vi.waitFor(() => expect(recipients()).toEqual(["alex@acme-travel.example"]));
  expect(worker.emails[0]?.headers.get("subject")).toBe(
    "New link requested for Grace Holloway's invitation to Acme Travel",
  );
  expect(worker.emails[0]?.body.replaceAll(/=\r\n/g, "")).toContain(`/users/invitations/${id}`);
});

test("if the inviter is gone, users who may view invitations and invite get the email", async () => {
  await givePassword(db, scenario.userId("sam"));
  await canInvite("sam");
  await seedNewLinkRequest();
  await disable("alex");
  await workedOff();
  await vi.waitFor(() => expect(recipients()).toEqual(["sam@acme-travel.example"]));
});

test("users who may only view invitations don't get the email in the inviter's place", async () => {
  await canInvite("sam", ["invitations.view"]);
  await seedNewLinkRequest();
  await disable("alex");
  await workedOff();
  expect(worker.emails).toEqual([]);
});

test("if the inviter may not view invitations, users who may invite get the email", async () => {
  await givePassword(db, scenario.userId("sam"));
  await canInvite("sam");
  await seedNewLinkRequest();
  await db.execute(sql`delete from membership_groups where user_id = ${scenario.userId("alex")}`);
  await workedOff();
  await vi.waitFor(() => expect(recipients()).toEqual(["sam@acme-travel.example"]));
});

function recipients(): string[] {
  return worker.emails.flatMap(({ to }) => to);
}

/** Grace's expired invitation into Acme Travel, for which a new link was requested. */
async function seedNewLinkRequest(): Promise<string> {
  const { link, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await letTimePass(scenario, "acme", "73 hours");
  await emptyQueue(db);
  await requestNewLink({ db, session: null, link, address: "192.0.2.9" });
  return invitationId;
}

async function canInvite(
  person: Person,
  permissions: Parameters<typeof seedGroup>[2] = ["invitations.view", "invitations.create"],
) {
  const { id } = await seedGroup(db, scenario.organizations.acme.id, permissions);
  await addToGroup(db, scenario.organizations.acme.id, scenario.userId(person), id);
}

async function disable(person: Person) {
  await db.execute(sql`update users set disabled_at = now() where id = ${scenario.userId(person)}`);
}

async function workedOff() {
  worker.start();
  await worker.untilIdle();
}
