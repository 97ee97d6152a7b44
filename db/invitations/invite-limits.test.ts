import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { inviteUsers } from "@/db/invitations/invite";
import { consume, requireLeft } from "@/db/limits/limits";
import { auditEvents, invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { race } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { seedAccounts } from "@/db/testing/seed-accounts";

const { db, url } = testDatabase();

describe("limits and audit", () => {
  test("after 200 unknown usernames in an hour, no more usernames are looked up; users found before are invited", async () => {
    const fresh = await seedScenario(db);
    const unknown = Array.from({ length: 200 }, (_, at) => `unknown-${at}`);
    const outcomes = await fresh.invite("alex", "acme", ["grace", ...unknown, "linus", "nobody"]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      "invited",
      ...unknown.map(() => "not-a-user-of-parent"),
      ...["not-looked-up", "not-looked-up"],
    ]);
    expect(await pendingOf(fresh)).toHaveLength(1);
    await expect(fresh.invite("alex", "acme", ["linus"])).rejects.toThrow(/Try again in \d+ minutes?\./);
  });

  test("one request adds at most 10,000 groups, because others wait until it is done", async () => {
    const fresh = await seedScenario(db);
    const groups = await db.execute<{ id: string }>(sql`
      insert into groups (organization_id, name)
      select ${fresh.organizations.acme.id}, 'Group ' || n from generate_series(1, 100) n
      returning id`);
    const groupIds = groups.map(({ id }) => id);
    const usernames = ["grace", ...Array.from({ length: 100 }, (_, at) => `unknown-${at}`)];
    const invite = (names: string[]) => fresh.invite("alex", "acme", names, groupIds);
    await expect(invite(usernames)).rejects.toMatchObject({
      reason: { code: "too-many-assignments-at-once" },
    });
    await requireLeft(db, "username-lookups", fresh.userId("alex"), 200);
    await invite(usernames.slice(0, 100));
    expect(await pendingOf(fresh)).toHaveLength(1);
  });

  test("an unknown username that is entered again doesn't count", async () => {
    const fresh = await seedScenario(db);
    const unknown = Array.from({ length: 150 }, (_, at) => `unknown-${at}`);
    for (let time = 0; time < 3; time++) {
      expect(await fresh.invite("alex", "acme", unknown)).toHaveLength(150);
    }
    await requireLeft(db, "username-lookups", fresh.userId("alex"), 50);
  });

  test("simultaneous requests share the limit, and a refused one invites nobody", async () => {
    const fresh = await seedScenario(db);
    const unknown = Array.from({ length: 150 }, (_, at) => `unknown-${at}`);
    const people = ["grace", "linus", "margaret", "dennis"];
    const results = await race(
      db,
      people.map((name) => () => fresh.invite("alex", "acme", [name, ...unknown])),
      { lock: sql`lock table rate_limits in share mode` },
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await pendingOf(fresh)).toHaveLength(1);
  });

  test("an inviter and an organization can send 10,000 invitations a day, and the error says how many are left", async () => {
    const fresh = await seedScenario(db);
    await consume(db, "invitations-of-inviter", fresh.userId("alex"), 9_999);
    await expect(fresh.invite("alex", "acme", ["grace", "linus"])).rejects.toThrow(
      /^You can send up to 10,000 invitations a day\. You have 1 left\. Choose fewer, or try again in 24 hours\.$/,
    );
    expect(await fresh.invite("alex", "acme", ["grace"])).toEqual([
      { username: "grace", outcome: "invited" },
    ]);
    await expect(fresh.invite("alex", "acme", ["linus"])).rejects.toThrow(/Try again in 24 hours\.$/);
    await consume(db, "invitations-of-organization", fresh.organizations.acme.id, 9_998);
    await expect(fresh.invite("ada", "acme", ["linus", "dennis"])).rejects.toThrow(
      /^An organization can send up to/,
    );
    const refused = await db
      .select()
      .from(auditEvents)
      .where(
        sql`organization_id = ${fresh.organizations.acme.id} and outcome = 'refused'
          and details -> 'reason' ->> 'limit' like 'invitations-of-%'`,
      );
    expect(refused).toHaveLength(2); // one of ada's, and one for both of alex's, which are of the same kind
  });

  test("only sent invitations count, not those with other outcomes or of repeated or rejected requests", async () => {
    const fresh = await seedScenario(db);
    const left = (count: number) => requireLeft(db, "invitations-of-inviter", fresh.userId("alex"), count);
    const { acme, globex } = fresh.organizations;
    const ctx = await fresh.contextOf("alex", "acme");
    const usernames = ["grace", "linus", "barbara", "ken", "sam", "nobody"];
    const input = { usernames, groupIds: [], requestId: randomUUID() };
    await inviteUsers({ ctx, input });
    await left(9_998);
    await inviteUsers({ ctx, input });
    await fresh.invite("alex", "acme", usernames);
    await expect(fresh.invite("alex", "acme", ["dennis"], [globex.administratorsGroupId])).rejects.toThrow();
    await left(9_998);
    expect(await requireLeft(db, "invitations-of-organization", acme.id)).toBe(9_998);
  });

  test("of simultaneous identical requests only one counts", async () => {
    const fresh = await seedScenario(db);
    const ctx = await fresh.contextOf("alex", "acme");
    const input = { usernames: ["grace", "linus"], groupIds: [], requestId: randomUUID() };
    const results = await race(
      db,
      Array.from({ length: 3 }, () => () => inviteUsers({ ctx, input })),
    );
    for (const { status } of results) expect(status).toBe("fulfilled");
    expect(await requireLeft(db, "invitations-of-inviter", fresh.userId("alex"))).toBe(9_998);
  });

  test("the error asks to try again only if waiting helps", async () => {
    const key = randomUUID();
    await expect(requireLeft(db, "invitations-of-inviter", key, 10_001)).rejects.toThrow(
      /10,000 invitations a day\. You have 10,000 left\. Choose fewer\.$/,
    );
    await consume(db, "invitations-of-inviter", key, 10_000);
    await expect(requireLeft(db, "invitations-of-inviter", key, 10_001)).rejects.toThrow(
      /invitations a day\. Choose fewer, and try again in 24 hours\.$/,
    );
  });

  test("the audit log records inviter, invitees, groups and address, also of refused invitations", async () => {
    const fresh = await seedScenario(db);
    const { administratorsGroupId, id } = fresh.organizations.acme;
    await fresh.invite("ada", "acme", ["grace", "nobody"], [administratorsGroupId]);
    const rows = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.organizationId, id))
      .orderBy(auditEvents.id);
    expect(rows).toMatchObject([
      {
        action: "invitations.create",
        outcome: "done",
        actorName: "ada",
        actingFromId: fresh.organizations.meridian.id,
        address: "192.0.2.1",
        subjectName: "grace",
        details: { groups: ["Administrators"] },
      },
      { action: "invitations.create", outcome: "refused", subjectName: null },
    ]);
  });

  test("unknown usernames, which may be passwords, and usernames of other organizations aren't stored", async () => {
    const fresh = await seedScenario(db);
    await fresh.invite("alex", "acme", ["hunter2-typed-too-early", "hank", "barbara", "sam"]);
    const rows = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.organizationId, fresh.organizations.acme.id))
      .orderBy(auditEvents.id);
    expect(rows.map(({ subjectName, details }) => [subjectName, details])).toEqual([
      ["sam", { reason: "already-a-user", groups: [] }],
      ["barbara", { reason: "no-email", groups: [] }],
      [null, { reason: "not-a-user-of-parent", groups: [], users: 2 }],
    ]);
  });

  test("inviting a thousand users takes as many statements as inviting one", async () => {
    const fresh = await seedScenario(db);
    const { meridian, acme } = fresh.organizations;
    await seedAccounts(db, meridian.id, 1000);
    const ctx = await fresh.contextOf("alex", "acme");
    const statements = async (usernames: string[]) => {
      let count = 0;
      const counting = createDatabase(url, { connections: 4, onStatement: () => count++ });
      const input = { usernames, groupIds: [acme.administratorsGroupId], requestId: randomUUID() };
      const outcomes = await inviteUsers({ ctx: { ...ctx, db: counting }, input });
      await counting.close();
      expect(outcomes.filter(({ outcome }) => outcome === "invited")).toHaveLength(usernames.length);
      return count;
    };
    const one = await statements(["grace"]);
    expect(await statements(Array.from({ length: 1000 }, (_, at) => `many-${at + 1}`))).toBe(one);
    expect(one).toBeLessThanOrEqual(20);
  });
});

async function pendingOf({ organizations }: Scenario) {
  return db.select().from(invitations).where(eq(invitations.organizationId, organizations.acme.id));
}
