import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { acceptInvitation } from "@/db/invitations/accept";
import { Unanswerable } from "@/db/invitations/answer";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { beginSending } from "@/db/invitations/send";
import { invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { auditOf, membershipOf, stateOf } from "@/db/testing/standing";
import { plantWorld } from "@/db/testing/world";

const { db } = testDatabase();

describe("the link", () => {
  test("opening it changes nothing, however often and by whomever", async () => {
    const world = await plantWorld(db);
    const { answer, invitationId } = await world.invited("alex", "acme", "grace");
    const row = async () => (await db.select().from(invitations).where(eq(invitations.id, invitationId)))[0];
    const before = await row();
    for (const viewer of [null, "grace", "linus", "alex"] as const) {
      for (let time = 0; time < 10; time++) await stateOf(world, answer.link, viewer);
    }
    expect(await row()).toEqual(before);
    expect(before?.status).toBe("pending");
  });

  test("only its hash is stored", async () => {
    const world = await plantWorld(db);
    const { answer, link } = await world.invited("alex", "acme", "grace");
    expect(link).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const [dump] = await db.execute<{ text: string }>(sql`
      select string_agg(t::text, ' ') as text from (
        select to_jsonb(i) as t from invitations i union all select to_jsonb(a) from audit_events a
        union all select to_jsonb(j) from graphile_worker.jobs j) as everything`);
    expect(dump?.text).not.toContain(link);
    expect(dump?.text).toContain("send-invitation");
    await acceptInvitation(answer);
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
    const world = await plantWorld(db);
    const { answer } = await world.invited("alex", "acme", "grace");
    const link = change(String(answer.link));
    if (link === answer.link) return;
    expect(await stateOf(world, link, "grace")).toEqual({ state: "unknown" });
    await expect(acceptInvitation({ ...answer, link })).rejects.toThrow(Unanswerable);
  });

  test("it dies with use", async () => {
    const world = await plantWorld(db);
    const { answer } = await world.invited("alex", "acme", "grace");
    await acceptInvitation(answer);
    await expect(acceptInvitation(answer)).rejects.toThrow(Unanswerable);
    await expect(declineInvitation(answer)).rejects.toThrow(Unanswerable);
    expect(await stateOf(world, answer.link, "grace")).toMatchObject({ state: "accepted", own: true });
  });

  test("it dies with being declined, which changes nothing else", async () => {
    const world = await plantWorld(db);
    const { answer } = await world.invited("alex", "acme", "grace");
    await declineInvitation(answer);
    await expect(acceptInvitation(answer)).rejects.toThrow(Unanswerable);
    expect(await stateOf(world, answer.link, "grace")).toMatchObject({ state: "declined" });
    expect(await membershipOf(world, "grace")).toBeUndefined();
    expect(await auditOf(world, "acme", "invitations.decline")).toHaveLength(1);
  });

  test("it dies with deletion, at once", async () => {
    const world = await plantWorld(db);
    const { answer, invitationId } = await world.invited("alex", "acme", "grace");
    await deleteInvitations({
      ctx: await world.as("alex", "acme"),
      input: { invitationIds: [invitationId] },
    });
    await expect(acceptInvitation(answer)).rejects.toThrow(Unanswerable);
    expect(await stateOf(world, answer.link, "grace")).toMatchObject({
      state: "deleted",
      because: "deleted",
    });
  });

  test("it dies with time, with no clean-up job running", async () => {
    const world = await plantWorld(db);
    const { answer, invitationId } = await world.invited("alex", "acme", "grace");
    await db.update(invitations).set({ expiresAt: sql`now()` }).where(eq(invitations.id, invitationId));
    await expect(acceptInvitation(answer)).rejects.toThrow(Unanswerable);
    await expect(declineInvitation(answer)).rejects.toThrow(Unanswerable);
    expect(await stateOf(world, answer.link, "grace")).toMatchObject({ state: "expired" });
  });

  test("it dies with each new sending", async () => {
    const world = await plantWorld(db);
    const { answer, invitationId } = await world.invited("alex", "acme", "grace");
    const again = await beginSending({ db, invitationId });
    if (!again || "held" in again) throw new Error("Nothing was sent again.");
    expect(again.sending).toBe(2);
    await expect(acceptInvitation(answer)).rejects.toThrow(Unanswerable);
    expect(await stateOf(world, answer.link, "grace")).toEqual({ state: "unknown" });
    expect(await acceptInvitation({ ...answer, link: again.link })).toMatchObject({ withheld: [] });
  });

  test("it lives as long as the organization says, counted from the sending", async () => {
    const world = await plantWorld(db);
    await db.execute(
      sql`update organizations set invitation_lifetime_hours = 5 where id = ${world.places.acme.id}`,
    );
    const { expiresAt, lifetimeHours } = await world.invited("alex", "acme", "grace");
    expect(lifetimeHours).toBe(5);
    expect(Math.abs(expiresAt.getTime() - Date.now() - 5 * 3_600_000)).toBeLessThan(60_000);
  });
});
