import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { Conflict, Forbidden, NotFound } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { inviteUsers } from "@/db/invitations/invite";
import { disableOrganization } from "@/db/organizations/disable";
import { auditEvents, invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { race } from "@/db/testing/race";
import { addToGroup, type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

let scenario: Scenario;
beforeAll(async () => {
  scenario = await seedScenario(db);
});

const outcomes = async (names: string[], by: "alex" | "ada" = "alex") =>
  (await scenario.invite(by, "acme", names)).map(({ username, outcome }) => `${username}: ${outcome}`);

describe("who can be invited", () => {
  test("every username has its own outcome, and none affects another", async () => {
    await scenario.invite("alex", "acme", ["dennis"]);
    expect(
      await outcomes([
        "linus",
        "dennis",
        "sam",
        "barbara",
        "ken",
        "hank",
        "nobody",
        "x".repeat(5000),
        "nul\0",
      ]),
    ).toEqual([
      "linus: invited",
      "dennis: already-invited",
      "sam: already-a-user",
      "barbara: no-email",
      "ken: account-disabled",
      "hank: not-a-user-of-parent",
      "nobody: not-a-user-of-parent",
      `${"x".repeat(257)}: not-a-user-of-parent`,
      "nul\0: not-a-user-of-parent",
    ]);
  });

  test("an invited member is already a user here", async () => {
    const fresh = await seedScenario(db);
    const { response } = await fresh.inviteAndDeliver("alex", "acme", "grace");
    await acceptInvitation(response);
    expect(await fresh.invite("alex", "acme", ["grace"])).toEqual([
      { username: "grace", outcome: "already-a-user" },
    ]);
  });

  test("a member of an ancestor that is not the parent is not a user of the parent", async () => {
    expect(await scenario.invite("elena", "europe", ["grace"])).toEqual([
      { username: "grace", outcome: "not-a-user-of-parent" },
    ]);
  });

  test("an invited member of the parent can be invited", async () => {
    const fresh = await seedScenario(db);
    const { response } = await fresh.inviteAndDeliver("alex", "acme", "grace");
    await acceptInvitation(response);
    expect(await fresh.invite("elena", "europe", ["grace"])).toEqual([
      { username: "grace", outcome: "invited" },
    ]);
  });

  test("nobody can be invited into a root organization", async () => {
    await expect(scenario.invite("ada", "meridian", ["grace"])).rejects.toThrow(Conflict);
  });

  test("nobody can be invited into an organization with a disabled ancestor", async () => {
    const fresh = await seedScenario(db);
    const elena = await fresh.contextOf("elena", "europe");
    await disableOrganization({
      ctx: await fresh.contextOf("ada", "meridian"),
      input: { organizationId: fresh.organizations.acme.id },
    });
    const input = { usernames: ["alex"], groupIds: [], requestId: randomUUID() };
    await expect(inviteUsers({ ctx: elena, input })).rejects.toThrow("Acme Travel Europe is inactive.");
  });

  test("without the permission, inviting is refused and the refusal is recorded", async () => {
    const ctx = { ...(await scenario.contextOf("alex", "acme")), permissions: new Set<never>() };
    const input = { usernames: ["margaret"], groupIds: [], requestId: randomUUID() };
    await expect(inviteUsers({ ctx, input })).rejects.toThrow(Forbidden);
    const [last] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.organizationId, scenario.organizations.acme.id))
      .orderBy(sql`id desc`)
      .limit(1);
    expect(last).toMatchObject({ action: "invitations.create", outcome: "refused", actorName: "alex" });
  });
});

describe("usernames", () => {
  test("different spellings of a username count once", async () => {
    const fresh = await seedScenario(db);
    const found = await fresh.invite("alex", "acme", [" Grace ", "GRACE", "ｇｒａｃｅ", "grace"]);
    expect(found).toEqual([{ username: "grace", outcome: "invited" }]);
  });

  test("a repeated request invites once and returns the same outcomes", async () => {
    const fresh = await seedScenario(db);
    const ctx = await fresh.contextOf("alex", "acme");
    const input = { usernames: ["grace", "linus", "who"], groupIds: [], requestId: randomUUID() };
    const [one, two] = await race(db, [() => inviteUsers({ ctx, input }), () => inviteUsers({ ctx, input })]);
    expect(one.status).toBe("fulfilled");
    expect(two).toEqual(one);
    expect({ status: "fulfilled", value: await inviteUsers({ ctx, input }) }).toEqual(one);
    expect(await pendingOf(fresh)).toHaveLength(2);
    expect(await jobsOf(fresh)).toBe(2);
  });

  test("two simultaneous requests for the same user invite once", async () => {
    const fresh = await seedScenario(db);
    const results = await race(db, [
      () => fresh.invite("alex", "acme", ["grace", "linus"]),
      () => fresh.invite("ada", "acme", ["linus", "grace"]),
    ]);
    expect(results).toMatchObject([
      { value: [{ outcome: "invited" }, { outcome: "invited" }] },
      { value: [{ outcome: "already-invited" }, { outcome: "already-invited" }] },
    ]);
    expect(await jobsOf(fresh)).toBe(2);
  });

  test("an expired invitation is replaced by a new one", async () => {
    const fresh = await seedScenario(db);
    const { invitationId } = await fresh.inviteAndDeliver("alex", "acme", "grace");
    await db.update(invitations).set({ expiresAt: sql`now()` }).where(eq(invitations.id, invitationId));
    expect(await fresh.invite("alex", "acme", ["grace"])).toEqual([
      { username: "grace", outcome: "invited" },
    ]);
    const [old] = await db.select().from(invitations).where(eq(invitations.id, invitationId));
    expect(old).toMatchObject({ status: "deleted", endReason: "replaced" });
  });
});

describe("an inviter can't grant more than they have", () => {
  test("a group with more permissions than the inviter is refused with an explanation", async () => {
    const { acme } = scenario.organizations;
    const inviting = await seedGroup(db, acme.id, ["users.view", "invitations.create"]);
    const strong = await seedGroup(db, acme.id, ["users.view", "groups.delete"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), inviting.id);
    await expect(scenario.invite("sam", "acme", ["margaret"], [strong.id])).rejects.toThrow(strong.name);
    await expect(scenario.invite("sam", "acme", ["margaret"], [acme.administratorsGroupId])).rejects.toThrow(
      Forbidden,
    );
    expect(await scenario.invite("sam", "acme", ["margaret"], [inviting.id])).toEqual([
      { username: "margaret", outcome: "invited" },
    ]);
  });

  test("a group of another organization isn't found", async () => {
    const { globex, acme } = scenario.organizations;
    const foreign = await seedGroup(db, globex.id, []);
    await expect(scenario.invite("alex", "acme", ["margaret"], [foreign.id])).rejects.toThrow(NotFound);
    await expect(scenario.invite("alex", "acme", ["margaret"], [randomUUID()])).rejects.toThrow(NotFound);
    expect(acme.id).not.toBe(globex.id);
  });

  test("a root administrator who has switched can grant every group", async () => {
    const fresh = await seedScenario(db);
    expect(
      await fresh.invite("ada", "acme", ["grace"], [fresh.organizations.acme.administratorsGroupId]),
    ).toEqual([{ username: "grace", outcome: "invited" }]);
  });
});

async function pendingOf({ organizations }: Scenario) {
  return db.select().from(invitations).where(eq(invitations.organizationId, organizations.acme.id));
}

async function jobsOf({ organizations }: Scenario): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int from graphile_worker.jobs j
    join invitations i on j.key = 'invitation:' || i.id and i.organization_id = ${organizations.acme.id}`);
  return row?.count ?? -1;
}
