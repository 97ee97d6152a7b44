import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";
import { keys } from "@/db/testing/link-keys";
import { auditOf, letTimePass, membershipOf, stateOf } from "@/db/testing/queries";
import { addToGroup, type Person, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";
import { seedAccounts } from "@/db/testing/seed-accounts";
import { acceptInvitation } from "./accept";
import { deleteInvitations } from "./delete";
import { beginDelivery, settleDelivery } from "./deliver";
import { getInvitation } from "./get";
import { inviteUsers } from "./invite";
import { resendInvitations } from "./resend";
import { InvitationClosed } from "./respond";

const { db } = testDatabase();

describe("resending", () => {
  test("the old link stops working immediately, and the full lifetime of the new one starts when it is sent", async () => {
    const scenario = await seedScenario(db);
    const { response, link, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await letTimePass(scenario, "acme", "70 hours");
    expect(await resend(scenario, "alex", [invitationId])).toMatchObject([
      { username: "grace", outcome: "sent" },
    ]);
    expect(await stateOf(scenario, link, "grace")).toMatchObject({ state: "replaced" });
    await expect(acceptInvitation(response)).rejects.toThrow(InvitationClosed);

    const sending = await beginDelivery({ db, keys, invitationId, round: 1 });
    if (!sending || "deferReason" in sending) throw new Error("There is nothing to send.");
    expect(sending.link).not.toBe(link);
    expect(sending.expiresAt.getTime() - Date.now()).toBeGreaterThan(71.9 * 3_600_000);
    await acceptInvitation({ ...response, link: sending.link });
    expect(await membershipOf(scenario, "grace")).toBeDefined();
  });

  test("makes an expired invitation pending", async () => {
    const scenario = await seedScenario(db);
    const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await letTimePass(scenario, "acme", "73 hours");
    expect(await stateOf(scenario, response.link, "grace")).toMatchObject({ state: "expired" });
    await resend(scenario, "alex", [invitationId]);
    const sending = await beginDelivery({ db, keys, invitationId });
    if (!sending || "deferReason" in sending) throw new Error("There is nothing to send.");
    expect(await stateOf(scenario, sending.link, "grace")).toMatchObject({ state: "ready" });
  });

  test("works after a failed email, with a new job", async () => {
    const scenario = await seedScenario(db);
    const { invitationId, sending } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await settleDelivery({
      db,
      invitationId,
      sending,
      outcome: { sent: false, error: { code: "rejected", reply: "550 no such user" }, final: true },
    });
    await letTimePass(scenario, "acme", "1 hour");
    await resend(scenario, "alex", [invitationId]);
    const [row] = await db.select().from(invitations).where(eq(invitations.id, invitationId));
    expect(row).toMatchObject({ emailState: "waiting", emailError: null, status: "pending", linkHash: null });
    expect(await jobsFor(invitationId)).toMatchObject([{ attempts: 0, payload: { invitationId, round: 1 } }]);
  });

  test("replaces a waiting email, and the outcome of an email that is being sent doesn't count for the new one", async () => {
    const scenario = await seedScenario(db);
    const { invitationId, sending } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await letTimePass(scenario, "acme", "1 hour");
    await resend(scenario, "alex", [invitationId]);
    expect(await jobsFor(invitationId)).toHaveLength(1);
    await settleDelivery({ db, invitationId, sending, outcome: { sent: true } });
    expect(await beginDelivery({ db, keys, invitationId, round: 0 })).toBeNull();
    expect(await beginDelivery({ db, keys, invitationId, round: 1 })).toMatchObject({ sending: sending + 1 });
  });

  test("makes the actor the inviter, whose permissions decide about the groups", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const inviting = await seedGroup(db, acme.id, ["users.view", "invitations.create"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), inviting.id);
    const { response, invitationId } = await scenario.inviteAndDeliver("sam", "acme", "grace", [inviting.id]);
    await db.execute(
      sql`delete from membership_groups where user_id = ${scenario.userId("sam")} and organization_id = ${acme.id}`,
    );
    await letTimePass(scenario, "acme", "1 hour");
    await resend(scenario, "alex", [invitationId]);
    const sending = await beginDelivery({ db, keys, invitationId });
    if (!sending || "deferReason" in sending) throw new Error("There is nothing to send.");
    expect(sending.inviter).toEqual({ name: "Alex Morgan", organization: "Acme Travel" });
    expect(await acceptInvitation({ ...response, link: sending.link })).toMatchObject({ notGranted: [] });
  });

  test("keeps the author of the note", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("ada", "acme");
    const input = { usernames: ["grace"], groupIds: [], requestId: randomUUID(), note: "Thanks, Ada" };
    await inviteUsers({ ctx, input });
    const ofGrace = eq(invitations.userId, scenario.userId("grace"));
    const [{ id: invitationId } = { id: "" }] = await db.select().from(invitations).where(ofGrace);
    await letTimePass(scenario, "acme", "1 hour");
    await resend(scenario, "alex", [invitationId]);
    const sending = await beginDelivery({ db, keys, invitationId });
    if (!sending || "deferReason" in sending) throw new Error("There is nothing to send.");
    const note = { note: "Thanks, Ada", noteAuthor: "Ada Winter" };
    expect(sending).toMatchObject({ inviter: { name: "Alex Morgan" }, ...note });
    expect(await stateOf(scenario, sending.link, "grace")).toMatchObject({ offer: note });
    const alex = await scenario.contextOf("alex", "acme");
    expect(await getInvitation({ ctx: alex, invitationId, now: new Date() })).toMatchObject({
      invitedBy: "Alex Morgan",
      ...note,
    });
  });

  test("is possible again at the time shown in the list", async () => {
    const scenario = await seedScenario(db);
    const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const resendableAt = async () => {
      const ctx = await scenario.contextOf("alex", "acme");
      return (await getInvitation({ ctx, invitationId, now: new Date() })).resendableAt;
    };
    const minutesUntil = async () => ((await resendableAt())?.getTime() ?? 0) / 60_000 - Date.now() / 60_000;
    expect(await minutesUntil()).toBeCloseTo(5, 0);
    for (let times = 0; times < 3; times++) {
      await letTimePass(scenario, "acme", "6 minutes");
      expect(await resendableAt()).toBeNull();
      expect(await resend(scenario, "alex", [invitationId])).toMatchObject([{ outcome: "sent" }]);
    }
    expect(await minutesUntil()).toBeCloseTo(24 * 60 - 12, 0);
    await deleteInvitations({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { invitationIds: [invitationId] },
    });
    expect(await resendableAt()).toBeNull();
  });

  test("takes the permissions of all groups that still exist", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const sending = await seedGroup(db, acme.id, ["invitations.view", "invitations.send"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), sending.id);
    const { administratorsGroupId } = acme;
    const gone = await seedGroup(db, acme.id, ["groups.delete"]);
    const powerful = await scenario.inviteAndDeliver("alex", "acme", "grace", [
      administratorsGroupId,
      sending.id,
    ]);
    const harmless = await scenario.inviteAndDeliver("alex", "acme", "linus", [sending.id, gone.id]);
    await db.execute(sql`delete from groups where id = ${gone.id}`);
    await letTimePass(scenario, "acme", "1 hour");
    expect(await resend(scenario, "sam", [powerful.invitationId, harmless.invitationId])).toMatchObject([
      { username: "grace", outcome: "ungrantable", groups: ["Administrators"] },
      { username: "linus", outcome: "sent" },
    ]);
    expect(await stateOf(scenario, powerful.link, "grace")).toMatchObject({ state: "ready" });
  });

  test("every invitation has its own outcome, in the order given, and none affects another", async () => {
    const scenario = await seedScenario(db);
    const by = async (person: Person) =>
      (await scenario.inviteAndDeliver("alex", "acme", person)).invitationId;
    const [grace, linus, margaret, dennis] = [
      await by("grace"),
      await by("linus"),
      await by("margaret"),
      await by("dennis"),
    ];
    const foreign = await scenario.inviteAndDeliver("hank", "globex", "grace");
    await letTimePass(scenario, "acme", "1 hour");
    await resend(scenario, "alex", [margaret]);
    await deleteInvitations({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { invitationIds: [linus] },
    });
    await db.execute(sql`update users set email = null where id = ${scenario.userId("dennis")}`);
    const outcomes = await resend(scenario, "alex", [dennis, margaret, linus, foreign.invitationId, grace]);
    expect(outcomes.map(({ username, outcome }) => [username, outcome])).toEqual([
      ["dennis", "no-email"],
      ["margaret", "too-soon"],
      ["linus", "ended"],
      ["grace", "sent"],
    ]);
    const audited = await auditOf(scenario, "acme", "invitations.resend");
    expect(audited.map(({ subjectName, outcome }) => `${subjectName} ${outcome}`).sort()).toEqual([
      "dennis refused",
      "grace done",
      "linus refused",
      "margaret done",
      "margaret refused",
    ]);
    expect(await stateOf(scenario, foreign.link, "grace")).toMatchObject({ state: "ready" });
  });

  test("resending a thousand takes as many statements as resending one", async () => {
    const scenario = await seedScenario(db);
    const { meridian } = scenario.organizations;
    await seedAccounts(db, meridian.id, 1000);
    await scenario.invite(
      "alex",
      "acme",
      Array.from({ length: 1000 }, (_, n) => `many-${n + 1}`),
      [scenario.organizations.acme.administratorsGroupId],
    );
    const ids = (
      await db
        .select()
        .from(invitations)
        .where(eq(invitations.organizationId, scenario.organizations.acme.id))
    ).map(({ id }) => id);
    await letTimePass(scenario, "acme", "1 hour");
    const outcomes = await resend(scenario, "alex", ids);
    expect(outcomes.filter(({ outcome }) => outcome === "sent")).toHaveLength(1000);
    expect(await auditOf(scenario, "acme", "invitations.resend")).toHaveLength(1000);
    for (let time = 0; time < 3; time++) await resend(scenario, "alex", ids);
    const [refused, ...others] = (await auditOf(scenario, "acme", "invitations.resend")).slice(1000);
    expect(others).toEqual([]);
    expect(refused).toMatchObject({
      outcome: "refused",
      subjectId: null,
      details: { reason: "too-soon", users: 1000 },
    });
    expect(refused?.details.usernames).toHaveLength(100);
  });
});

async function resend(scenario: Scenario, by: Person, invitationIds: string[]) {
  return await resendInvitations({ ctx: await scenario.contextOf(by, "acme"), input: { invitationIds } });
}

async function jobsFor(invitationId: string) {
  return (await queuedJobs(db)).filter(({ key, payload }) => key && payload.invitationId === invitationId);
}
