import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { newLink } from "@/db/link";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { letTimePass, stateOf } from "@/db/testing/queries";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { acceptInvitation } from "./accept";
import { declineInvitation } from "./decline";
import { beginDelivery } from "./deliver";
import { requestNewLink } from "./request-new-link";
import { resendInvitations } from "./resend";
import { InvitationClosed } from "./respond";

const { db } = testDatabase();

test("every replaced link of a pending invitation leads to the newer email, for everyone who has it", async () => {
  const scenario = await seedScenario(db);
  const first = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const second = await resend(scenario, first.invitationId);
  const third = await resend(scenario, first.invitationId);
  for (const viewer of [null, "grace", "linus"] as const) {
    for (const { link } of [first, second]) {
      expect(await stateOf(scenario, link, viewer)).toMatchObject({ state: "replaced" });
    }
  }
  expect(await stateOf(scenario, third.link, "grace")).toMatchObject({ state: "ready" });
  expect(await stateOf(scenario, newLink().link, "grace")).toEqual({ state: "unknown" });
});

test("a replaced link can't be used for anything", async () => {
  const scenario = await seedScenario(db);
  const first = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await resend(scenario, first.invitationId);
  await expect(acceptInvitation(first.response)).rejects.toThrow(InvitationClosed);
  await expect(declineInvitation(first.response)).rejects.toThrow(InvitationClosed);
  await letTimePass(scenario, "acme", "5 days");
  await requestNewLink(first.response);
  const [row] = await db.execute(sql`
    select status, new_link_requested_at as requested from invitations where id = ${first.invitationId}`);
  expect(row).toEqual({ status: "pending", requested: null });
});

test("a replaced link shows the same as the newer one once the invitation has ended", async () => {
  const scenario = await seedScenario(db);
  const first = await scenario.inviteAndDeliver("alex", "acme", "grace");
  const second = await resend(scenario, first.invitationId);
  await acceptInvitation({ ...first.response, link: second.link });
  expect(await stateOf(scenario, first.link, "grace")).toMatchObject({ state: "accepted" });
});

test("a replaced link says so before the newer email has been sent", async () => {
  const scenario = await seedScenario(db);
  const { link, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await queueResend(scenario, invitationId);
  expect(await stateOf(scenario, link, null)).toMatchObject({ state: "replaced" });
});

async function resend(scenario: Scenario, invitationId: string) {
  await queueResend(scenario, invitationId);
  const delivery = await beginDelivery({ db, keys, invitationId });
  if (!delivery || "deferReason" in delivery) throw new Error("There is nothing to send.");
  return delivery;
}

async function queueResend(scenario: Scenario, invitationId: string) {
  await letTimePass(scenario, "acme", "6 minutes");
  const ctx = await scenario.contextOf("alex", "acme");
  await resendInvitations({ ctx, input: { invitationIds: [invitationId] } });
}
