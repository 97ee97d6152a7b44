import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { deleteGroup } from "@/db/groups/delete";
import { acceptInvitation } from "@/db/invitations/accept";
import { Unanswerable } from "@/db/invitations/answer";
import { declineInvitation } from "@/db/invitations/decline";
import { deleteInvitations } from "@/db/invitations/delete";
import { readInvitation } from "@/db/invitations/read";
import { beginSending } from "@/db/invitations/send";
import { disableOrganization } from "@/db/organizations/disable";
import { auditEvents, groupRoles, invitations, membershipGroups, memberships, users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { addToGroup, type Person, plantGroup, plantWorld, type World } from "@/db/testing/world";
import { disableUser } from "@/db/users/disable";
import { removeUser } from "@/db/users/remove";

const { db } = testDatabase();

const membershipOf = async (world: World, person: Person, place: "acme" | "europe" = "acme") =>
  (
    await db
      .select()
      .from(memberships)
      .where(
        sql`${memberships.organizationId} = ${world.places[place].id} and ${memberships.userId} = ${world.userId(person)}`,
      )
  )[0];

const auditOf = async (id: string, action: string) =>
  db
    .select()
    .from(auditEvents)
    .where(sql`${auditEvents.organizationId} = ${id} and ${auditEvents.action} = ${action}`);

const stateOf = async (world: World, link: unknown, viewer: Person | null) =>
  readInvitation({ db, link, now: new Date(), session: viewer && (await world.session(viewer)) });

describe("accepting", () => {
  test("makes a member with the chosen groups, whose rights hold at once", async () => {
    const world = await plantWorld(db);
    const group = await plantGroup(db, world.places.acme.id, ["users.view"]);
    const { answer, invitationId } = await world.invited("alex", "acme", "grace", [group.id]);
    expect(await acceptInvitation(answer)).toEqual({
      organizationId: world.places.acme.id,
      handle: world.handle,
      withheld: [],
    });
    expect(await membershipOf(world, "grace")).toMatchObject({
      origin: "invited",
      parentOrganizationId: world.places.meridian.id,
      invitationId,
      invitedById: world.userId("alex"),
    });
    expect([...(await world.as("grace", "acme")).permissions]).toEqual(["users.view"]);
    expect(await auditOf(world.places.acme.id, "invitations.accept")).toMatchObject([
      { actorName: "grace", subjectId: invitationId, details: { groups: [group.name], withheld: {} } },
    ]);
  });

  test("nothing else is taken over from the parent", async () => {
    const world = await plantWorld(db);
    const { answer } = await world.invited("alex", "acme", "grace");
    await addToGroup(
      db,
      world.places.meridian.id,
      world.userId("grace"),
      world.places.meridian.administratorsId,
    );
    await acceptInvitation(answer);
    await db.delete(membershipGroups).where(eq(membershipGroups.organizationId, world.places.meridian.id));
    expect(await world.access("grace", "acme")).toMatchObject({ state: "no-rights" });
  });

  test.each(["linus", "alex", "ada", "mallory"] as const)(
    "%s, who is not the invitee, can neither accept nor decline",
    async (other) => {
      const world = await plantWorld(db);
      await db
        .update(users)
        .set({ email: "grace@meridian.example" })
        .where(eq(users.id, world.userId("linus")));
      const { answer } = await world.invited("alex", "acme", "grace");
      const theirs = { ...answer, session: await world.session(other) };
      await expect(acceptInvitation(theirs)).rejects.toThrow(Unanswerable);
      await expect(declineInvitation(theirs)).rejects.toThrow(Unanswerable);
      expect(await auditOf(world.places.acme.id, "invitations.accept")).toMatchObject([
        { outcome: "refused", actorName: other, subjectName: "grace" },
      ]);
      expect(await stateOf(world, answer.link, other)).toMatchObject({
        state: "other-account",
        signedInAs: other,
      });
      expect(await stateOf(world, answer.link, "grace")).toMatchObject({ state: "ready" });
    },
  );

  test("a session that has ended cannot accept", async () => {
    const world = await plantWorld(db);
    const { answer } = await world.invited("alex", "acme", "grace");
    await db
      .update(users)
      .set({ sessionVersion: 2 })
      .where(eq(users.id, world.userId("grace")));
    await expect(acceptInvitation(answer)).rejects.toThrow(Unanswerable);
    expect(
      await readInvitation({ db, link: answer.link, now: new Date(), session: answer.session }),
    ).toMatchObject({
      state: "signed-out",
    });
  });
});

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
    expect(await auditOf(world.places.acme.id, "invitations.decline")).toHaveLength(1);
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

describe("what changed meanwhile", () => {
  test("after removal the old link brings nobody back", async () => {
    const world = await plantWorld(db);
    const { answer } = await world.invited("alex", "acme", "grace");
    await acceptInvitation(answer);
    await removeUser({ ctx: await world.as("alex", "acme"), input: { userId: world.userId("grace") } });
    await expect(acceptInvitation(answer)).rejects.toThrow(Unanswerable);
    expect(await membershipOf(world, "grace")).toBeUndefined();
  });

  test.each(["acme", "meridian"] as const)(
    "nobody is accepted while %s is disabled, and it is told so",
    async (place) => {
      const world = await plantWorld(db);
      const { answer } = await world.invited("alex", "acme", "grace");
      if (place === "acme") {
        const ctx = await world.as("ada", "meridian");
        await disableOrganization({ ctx, input: { organizationId: world.places.acme.id } });
      } else {
        await db.execute(
          sql`update organizations set disabled_at = now() where id = ${world.places.meridian.id}`,
        );
      }
      await expect(acceptInvitation(answer)).rejects.toThrow(Unanswerable);
      await expect(declineInvitation(answer)).rejects.toThrow(Unanswerable);
      expect(await stateOf(world, answer.link, "grace")).toMatchObject({ state: "inactive" });
    },
  );

  test("a user disabled in the parent takes pending invitations and all memberships below along, each recorded", async () => {
    const world = await plantWorld(db);
    await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
    await acceptInvitation((await world.invited("elena", "europe", "grace")).answer);
    const pending = await world.invited("hank", "globex", "grace");
    await disableUser({ ctx: await world.as("ada", "meridian"), input: { userId: world.userId("grace") } });
    expect(await membershipOf(world, "grace")).toBeUndefined();
    expect(await membershipOf(world, "grace", "europe")).toBeUndefined();
    for (const place of ["acme", "europe"] as const) {
      expect(await auditOf(world.places[place].id, "memberships.end")).toMatchObject([
        {
          subjectName: "grace",
          actorName: "ada",
          details: { because: "account-disabled", origin: "invited" },
        },
      ]);
    }
    expect(await stateOf(world, pending.link, null)).toMatchObject({
      state: "deleted",
      because: "account-disabled",
    });
    expect(await auditOf(world.places.globex.id, "invitations.end")).toHaveLength(1);
    await expect(acceptInvitation(pending.answer)).rejects.toThrow(Unanswerable);
  });

  test("a user removed from the parent loses what came through it, and pending invitations say why", async () => {
    const world = await plantWorld(db);
    await acceptInvitation((await world.invited("alex", "acme", "grace")).answer);
    const pending = await world.invited("elena", "europe", "grace");
    await removeUser({ ctx: await world.as("alex", "acme"), input: { userId: world.userId("grace") } });
    await expect(acceptInvitation(pending.answer)).rejects.toThrow(Unanswerable);
    expect(await stateOf(world, pending.link, "grace")).toMatchObject({
      state: "deleted",
      because: "left-parent",
    });
  });

  test("a group deleted meanwhile is named on the page and in the audit", async () => {
    const world = await plantWorld(db);
    const group = await plantGroup(db, world.places.acme.id, ["users.view"]);
    const { answer } = await world.invited("alex", "acme", "grace", [group.id]);
    await deleteGroup({ ctx: await world.as("alex", "acme"), input: { groupId: group.id } });
    expect(await stateOf(world, answer.link, "grace")).toMatchObject({
      state: "ready",
      offer: { groups: [{ name: group.name, fate: "gone" }] },
    });
    expect(await acceptInvitation(answer)).toMatchObject({ withheld: [group.name] });
    expect(await auditOf(world.places.acme.id, "invitations.accept")).toMatchObject([
      { details: { groups: [], withheld: { [group.name]: "gone" } } },
    ]);
  });

  test("a group that has since become more powerful than the inviter is not given, and it is told", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const inviting = await plantGroup(db, acme.id, ["users.view", "invitations.create"]);
    const grown = await plantGroup(db, acme.id, ["users.view"]);
    await addToGroup(db, acme.id, world.userId("sam"), inviting.id);
    const { answer } = await world.invited("sam", "acme", "grace", [inviting.id, grown.id]);
    await db.execute(
      sql`update roles set permissions = '{users.view,groups.delete}' where id = ${grown.roleId}`,
    );
    const fates = Object.fromEntries([
      [inviting.name, "given"],
      [grown.name, "too-powerful"],
    ]);
    const state = await stateOf(world, answer.link, "grace");
    const groups = "offer" in state ? state.offer.groups : [];
    expect(Object.fromEntries(groups.map(({ name, fate }) => [name, fate]))).toEqual(fates);
    expect(await acceptInvitation(answer)).toMatchObject({ withheld: [grown.name] });
    expect([...(await world.as("grace", "acme")).permissions].sort()).toEqual([
      "invitations.create",
      "users.view",
    ]);
  });

  test("rights taken from the inviter meanwhile are not given", async () => {
    const world = await plantWorld(db);
    const { acme } = world.places;
    const inviting = await plantGroup(db, acme.id, ["users.view", "invitations.create"]);
    await addToGroup(db, acme.id, world.userId("sam"), inviting.id);
    const { answer } = await world.invited("sam", "acme", "grace", [inviting.id]);
    await db.delete(groupRoles).where(eq(groupRoles.groupId, inviting.id));
    await db
      .insert(groupRoles)
      .values({ organizationId: acme.id, groupId: inviting.id, roleId: inviting.roleId });
    await db.delete(membershipGroups).where(eq(membershipGroups.userId, world.userId("sam")));
    expect(await acceptInvitation(answer)).toMatchObject({ withheld: [inviting.name] });
    expect(await world.access("grace", "acme")).toMatchObject({ state: "no-rights" });
  });
});
