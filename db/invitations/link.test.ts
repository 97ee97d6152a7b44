import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { linkKeys } from "@/db/link";
import { invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { auditOf, membershipOf, stateOf } from "@/db/testing/queries";
import { seedScenario } from "@/db/testing/scenario";
import { beginDelivery, settleDelivery } from "./deliver";
import { InvitationClosed } from "./respond";

const { db } = testDatabase();

describe("the link", () => {
  test("opening it changes nothing, no matter who opens it or how often", async () => {
    const scenario = await seedScenario(db);
    const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const row = async () => (await db.select().from(invitations).where(eq(invitations.id, invitationId)))[0];
    const before = await row();
    for (const viewer of [null, "grace", "linus", "alex"] as const) {
      for (let time = 0; time < 10; time++) await stateOf(scenario, response.link, viewer);
    }
    expect(await row()).toEqual(before);
    expect(before?.status).toBe("pending");
  });

  test("only its hash is stored", async () => {
    const scenario = await seedScenario(db);
    const { response, link } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    expect(link).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const [dump] = await db.execute<{ text: string }>(sql`
      select string_agg(t::text, ' ') as text from (
        select to_jsonb(i) as t from invitations i union all select to_jsonb(a) from audit_events a
        union all select to_jsonb(j) from graphile_worker.jobs j) as everything`);
    expect(dump?.text).not.toContain(link);
    expect(dump?.text).toContain("send-invitation");
    await acceptInvitation(response);
  });

  test.each([
    ["altered", (link: string) => `${link.slice(0, -1)}${link.endsWith("A") ? "B" : "A"}`],
    ["truncated", (link: string) => link.slice(0, -1)],
    ["in the wrong case", (link: string) => link.toUpperCase()],
    ["with more after it", (link: string) => `${link}A`],
    ["with a space", (link: string) => ` ${link}`],
    ["empty", () => ""],
    ["blank", () => " "],
    ["percent-encoded", () => "%20"],
    ["10 kB long", () => "a".repeat(10_000)],
    ["a list", (link: string) => [link]],
    ["nothing", () => undefined],
  ])("%s, it is as unknown as what never was", async (_, change) => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const link = change(String(response.link));
    if (link === response.link) return;
    expect(await stateOf(scenario, link, "grace")).toEqual({ state: "unknown" });
    await expect(acceptInvitation({ ...response, link })).rejects.toThrow(InvitationClosed);
  });

  test("stops working after it was used", async () => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await acceptInvitation(response);
    await expect(acceptInvitation(response)).rejects.toThrow(InvitationClosed);
    await expect(declineInvitation(response)).rejects.toThrow(InvitationClosed);
    expect(await stateOf(scenario, response.link, "grace")).toMatchObject({ state: "accepted", own: true });
  });

  test("stops working after declining, which changes nothing else", async () => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await declineInvitation(response);
    await expect(acceptInvitation(response)).rejects.toThrow(InvitationClosed);
    expect(await stateOf(scenario, response.link, "grace")).toMatchObject({ state: "declined" });
    expect(await membershipOf(scenario, "grace")).toBeUndefined();
    expect(await auditOf(scenario, "acme", "invitations.decline")).toHaveLength(1);
  });

  test("stops working immediately when the invitation is deleted", async () => {
    const scenario = await seedScenario(db);
    const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await deleteInvitations({
      ctx: await scenario.contextOf("alex", "acme"),
      input: { invitationIds: [invitationId] },
    });
    await expect(acceptInvitation(response)).rejects.toThrow(InvitationClosed);
    expect(await stateOf(scenario, response.link, "grace")).toMatchObject({
      state: "deleted",
      reason: "deleted",
    });
  });

  test("expires without a job", async () => {
    const scenario = await seedScenario(db);
    const { response, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    await db.update(invitations).set({ expiresAt: sql`now()` }).where(eq(invitations.id, invitationId));
    await expect(acceptInvitation(response)).rejects.toThrow(InvitationClosed);
    await expect(declineInvitation(response)).rejects.toThrow(InvitationClosed);
    expect(await stateOf(scenario, response.link, "grace")).toMatchObject({ state: "expired" });
  });

  test("all attempts of a sending have the same link and times, so both copies of an email that arrives twice work", async () => {
    const scenario = await seedScenario(db);
    const { response, ...first } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const { invitationId, sending, link, beganAt, expiresAt, lifetimeHours } = first;
    const outcome = {
      sent: false,
      error: { code: "server-unreachable" },
      final: false,
      maybeDelivered: true,
    } as const;
    await settleDelivery({ db, invitationId, sending, outcome });
    const again = await beginDelivery({ db, keys, invitationId });
    expect(again).toMatchObject({ sending, link, beganAt, expiresAt, lifetimeHours, repeated: true });
    expect(await acceptInvitation(response)).toMatchObject({ notGranted: [] });
  });

  test("its lifetime starts again if no attempt can have delivered the email, or after it has expired", async () => {
    const scenario = await seedScenario(db);
    const { invitationId, sending, link } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const age = () =>
      db.execute(sql`
        update invitations set delivery_began_at = now() - interval '70 hours', expires_at = now() + interval '2 hours'
        where id = ${invitationId}`);
    const hoursLeft = async () => {
      const again = await beginDelivery({ db, keys, invitationId });
      if (!again || "deferReason" in again) throw new Error("There is nothing to send.");
      expect(again.link).toBe(link);
      return Math.round((again.expiresAt.getTime() - Date.now()) / 3_600_000);
    };
    await age();
    expect(await hoursLeft()).toBe(2);
    await settleDelivery({
      db,
      invitationId,
      sending,
      outcome: { sent: false, error: { code: "server-busy" }, final: false },
    });
    expect(await hoursLeft()).toBe(72);
    await age();
    await db.execute(sql`update invitations set expires_at = now() where id = ${invitationId}`);
    expect(await hoursLeft()).toBe(72);
  });

  test("a new server secret changes the links of waiting emails, and sent links still work", async () => {
    const scenario = await seedScenario(db);
    const sent = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const { invitationId, sending } = sent;
    await settleDelivery({ db, invitationId, sending, outcome: { sent: true } });
    const waiting = await scenario.inviteAndDeliver("alex", "acme", "linus");
    const others = linkKeys("another secret of the server, as long");
    const again = await beginDelivery({ db, keys: others, invitationId: waiting.invitationId });
    if (!again || "deferReason" in again) throw new Error("There is nothing to send.");
    expect(again.link).not.toBe(waiting.link);
    expect(await stateOf(scenario, waiting.link, "linus")).toMatchObject({ state: "replaced" });
    expect(await stateOf(scenario, again.link, "linus")).toMatchObject({ state: "ready" });
    expect(await stateOf(scenario, sent.link, "grace")).toMatchObject({ state: "ready" });
  });

  test("its lifetime is that of the organization, and starts when it is sent", async () => {
    const scenario = await seedScenario(db);
    await db.execute(
      sql`update organizations set invitation_lifetime_hours = 5 where id = ${scenario.organizations.acme.id}`,
    );
    const { expiresAt, lifetimeHours } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    expect(lifetimeHours).toBe(5);
    expect(Math.abs(expiresAt.getTime() - Date.now() - 5 * 3_600_000)).toBeLessThan(60_000);
  });
});
