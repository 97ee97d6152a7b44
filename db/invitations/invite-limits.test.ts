import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { Limited } from "@/db/errors";
import { inviteUsers } from "@/db/invitations/invite";
import { consume } from "@/db/limits/limits";
import { auditEvents, invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { race } from "@/db/testing/race";
import { type Scenario, seedScenario } from "@/db/testing/scenario";
import { seedAccounts } from "@/db/testing/seed-accounts";

const { db, url } = testDatabase();

describe("limits and audit", () => {
  test("more than 200 unknown usernames in an hour are refused, and nobody of that request is invited", async () => {
    const fresh = await seedScenario(db);
    const unknown = Array.from({ length: 201 }, (_, at) => `unknown-${at}`);
    await expect(fresh.invite("alex", "acme", ["grace", ...unknown])).rejects.toThrow(Limited);
    expect(await pendingOf(fresh)).toHaveLength(0);
    expect(await fresh.invite("alex", "acme", unknown.slice(1))).toHaveLength(200);
    await expect(fresh.invite("alex", "acme", ["grace"])).rejects.toThrow(/Try again in \d+ minutes?\./);
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
      /^One person can invite 10,000 times a day\. 1 is left: take fewer, or try again in 24 hours\.$/,
    );
    expect(await fresh.invite("alex", "acme", ["grace"])).toEqual([
      { username: "grace", outcome: "invited" },
    ]);
    await expect(fresh.invite("alex", "acme", ["linus"])).rejects.toThrow(/Try again in 24 hours\.$/);
    await consume(db, "invitations-of-organization", fresh.organizations.acme.id, 9_998);
    await expect(fresh.invite("ada", "acme", ["linus", "dennis"])).rejects.toThrow(
      /^An organization can invite/,
    );
    const refused = await db
      .select()
      .from(auditEvents)
      .where(
        sql`organization_id = ${fresh.organizations.acme.id} and outcome = 'refused' and details ->> 'reason' like '%10,000%'`,
      );
    expect(refused).toHaveLength(2); // ada's, and alex's two of one kind
  });

  test("the audit log records inviter, invitees, groups and address, also of refused invitations", async () => {
    const fresh = await seedScenario(db);
    const { administratorsId, id } = fresh.organizations.acme;
    await fresh.invite("ada", "acme", ["grace", "nobody"], [administratorsId]);
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

  test("unknown usernames, which may be passwords, aren't stored, and neither are those of other organizations", async () => {
    const fresh = await seedScenario(db);
    await fresh.invite("alex", "acme", ["hunter2-typed-too-early", "hank", "barbara", "sam"]);
    const rows = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.organizationId, fresh.organizations.acme.id))
      .orderBy(auditEvents.id);
    expect(rows.map(({ subjectName, details }) => [subjectName, details.reason]).sort()).toEqual([
      [null, "not-a-user-of-parent"],
      [null, "not-a-user-of-parent"],
      ["barbara", undefined],
      ["sam", undefined],
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
      const input = { usernames, groupIds: [acme.administratorsId], requestId: randomUUID() };
      const outcomes = await inviteUsers({ ctx: { ...ctx, db: counting }, input });
      await counting.close();
      expect(outcomes.filter(({ outcome }) => outcome === "invited")).toHaveLength(usernames.length);
      return count;
    };
    const one = await statements(["grace"]);
    expect(await statements(Array.from({ length: 1000 }, (_, at) => `many-${at + 1}`))).toBe(one);
    expect(one).toBeLessThanOrEqual(17);
  });
});

async function pendingOf({ organizations }: Scenario) {
  return db.select().from(invitations).where(eq(invitations.organizationId, organizations.acme.id));
}
