import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Limited } from "@/db/errors";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { auditOf, letTimePass, stateOf } from "@/db/testing/queries";
import { race } from "@/db/testing/race";
import { type Person, type Scenario, seedScenario } from "@/db/testing/scenario";
import { acceptInvitation } from "./accept";
import { beginDelivery, settleDelivery } from "./deliver";
import { emailInvitationAgain } from "./email-again";

const { db } = testDatabase();
const address = "192.0.2.1";

describe("an invitation emailed again by its invitee", () => {
  test("has a new link and a new email, and the inviter and expiry that it had", async () => {
    const scenario = await seedScenario(db);
    const first = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await settleDelivery({ db, ...first, outcome: { sent: true } });
    await letTimePass(scenario, "acme", "1 hour");
    const before = await rowOf(first.invitationId);
    await emailInvitationAgain(await byId(scenario, "grace", first.invitationId));
    expect(await stateOf(scenario, first.link, "grace")).toMatchObject({ state: "replaced" });

    const again = await deliver(first.invitationId);
    expect(again).toMatchObject({ sending: 2, expiresAt: new Date(before.expiresAt), repeated: false });
    expect(again.beganAt.getTime()).toBeGreaterThan(first.beganAt.getTime());
    expect(await stateOf(scenario, again.link, "grace")).toMatchObject({ state: "ready" });
    expect(await rowOf(first.invitationId)).toMatchObject({ inviterId: before.inviterId });
    expect(await auditOf(scenario, "acme", "invitations.resend")).toMatchObject([
      { actorName: "grace", outcome: "done" },
    ]);
  });

  test("keeps its expiry when sending the email fails at first, and isn't sent after it has expired", async () => {
    const scenario = await seedScenario(db);
    const first = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await settleDelivery({ db, ...first, outcome: { sent: true } });
    await letTimePass(scenario, "acme", "1 hour");
    const { expiresAt } = await rowOf(first.invitationId);
    await emailInvitationAgain(await byId(scenario, "grace", first.invitationId));
    const failed = await deliver(first.invitationId);
    const outcome = { sent: false, error: { code: "server-busy" }, final: false } as const;
    await settleDelivery({ db, ...failed, outcome });
    expect(await deliver(first.invitationId)).toMatchObject({ expiresAt: new Date(expiresAt) });
    await letTimePass(scenario, "acme", "5 days");
    expect(await beginDelivery({ db, keys, invitationId: first.invitationId, keepExpiry: true })).toEqual({
      sending: 2,
      deferReason: "invitation-expired",
    });
  });

  test("is limited together with the resends of administrators, and a refusal is recorded", async () => {
    const scenario = await seedScenario(db);
    const first = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await settleDelivery({ db, ...first, outcome: { sent: true } });
    const request = await byId(scenario, "grace", first.invitationId);
    await expect(emailInvitationAgain(request)).rejects.toThrow(Limited);
    for (let time = 0; time < 3; time++) {
      await letTimePass(scenario, "acme", "6 minutes");
      await emailInvitationAgain(request);
      await emailInvitationAgain(request); // it is on its way
      await settleDelivery({ db, ...(await deliver(first.invitationId)), outcome: { sent: true } });
    }
    await letTimePass(scenario, "acme", "6 minutes");
    await expect(emailInvitationAgain(request)).rejects.toThrow(Limited);
    const events = await auditOf(scenario, "acme", "invitations.resend");
    expect(events.map(({ outcome }) => outcome)).toEqual(["refused", "done", "done", "done"]);
  });

  test("is emailed once for two simultaneous requests", async () => {
    const scenario = await seedScenario(db);
    const first = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await settleDelivery({ db, ...first, outcome: { sent: true } });
    await letTimePass(scenario, "acme", "1 hour");
    const request = await byId(scenario, "grace", first.invitationId);
    const results = await race(db, [
      () => emailInvitationAgain(request),
      () => emailInvitationAgain(request),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await deliver(first.invitationId)).toMatchObject({ sending: 2 });
    expect(await auditOf(scenario, "acme", "invitations.resend")).toHaveLength(1);
  });

  test("can be accepted while its email is on its way", async () => {
    const scenario = await seedScenario(db);
    const first = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await settleDelivery({ db, ...first, outcome: { sent: true } });
    await letTimePass(scenario, "acme", "1 hour");
    const request = await byId(scenario, "grace", first.invitationId);
    await emailInvitationAgain(request);
    await acceptInvitation(request);
    expect(await beginDelivery({ db, keys, invitationId: first.invitationId })).toBeNull();
  });
});

async function byId(scenario: Scenario, person: Person, invitationId: string) {
  return { db, session: await scenario.session(person), invitationId, address };
}

async function rowOf(id: string) {
  const [row] = await db.execute<{ inviterId: string; expiresAt: string }>(sql`
    select inviter_id as "inviterId", to_json(expires_at) as "expiresAt" from invitations where id = ${id}`);
  if (!row) throw new Error("There is no such invitation.");
  return row;
}

async function deliver(invitationId: string) {
  const delivery = await beginDelivery({ db, keys, invitationId, keepExpiry: true });
  if (!delivery || "deferReason" in delivery) throw new Error("There is nothing to send.");
  return delivery;
}
