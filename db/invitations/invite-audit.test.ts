import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listAudit } from "@/db/audit/list";
import { recordRepeats } from "@/db/audit/record-refusal";
import { inviteUsers } from "@/db/invitations/invite";
import { invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { seedGroup, seedScenario } from "@/db/testing/scenario";
import { seedAccounts } from "@/db/testing/seed-accounts";

const { db } = testDatabase();

const ANY_EVENT = {
  person: null,
  action: null,
  object: null,
  outcome: null,
  from: null,
  to: null,
  timeZone: "UTC",
  search: "",
  after: null,
  before: null,
};

describe("who can be invited", () => {
  test("users rejected for one reason are in one event with the first 100 names, even if the request is repeated", async () => {
    const fresh = await seedScenario(db);
    const { acme, meridian } = fresh.organizations;
    await seedAccounts(db, meridian.id, 300);
    const many = Array.from({ length: 300 }, (_, n) => `many-${n + 1}`);
    await fresh.invite("alex", "acme", many);
    const before = await auditOf(fresh, "acme", "invitations.create");
    const group = await seedGroup(db, acme.id, []);
    for (let time = 0; time < 3; time++) {
      await fresh.invite("alex", "acme", [...many, "barbara", "nobody-1", "nobody-2"], [group.id]);
    }
    const events = (await auditOf(fresh, "acme", "invitations.create")).slice(before.length);
    expect(events.map(({ outcome, subjectName, details }) => [outcome, subjectName, details])).toEqual([
      [
        "refused",
        expect.stringMatching(/^many-1, many-2, .{150,180}, many-2\d$/),
        { reason: "already-invited", groups: [group.name], users: 300, usernames: many.slice(0, 100) },
      ],
      ["refused", "barbara", { reason: "no-email", groups: [group.name] }],
      ["refused", null, { reason: "not-a-user-of-parent", groups: [group.name], users: 2 }],
    ]);
    const ctx = await fresh.contextOf("alex", "acme");
    const { rows } = await listAudit({ ctx, input: { ...ANY_EVENT, search: "many-2", outcome: "refused" } });
    expect(rows.map(({ id }) => id)).toEqual([events[0]?.id]);
    await db.execute(sql`update refusal_counts set ends_at = now() where organization_id = ${acme.id}`);
    await recordRepeats({ db });
    const repeated = (await auditOf(fresh, "acme", "invitations.create")).slice(before.length + 3);
    expect(repeated.map(({ details }) => [details.reason, details.repeats]).sort()).toEqual([
      ["already-invited", 2],
      ["no-email", 2],
      ["not-a-user-of-parent", 2],
    ]);
  });

  test("one person's refused invitations cause at most 51 events an hour", async () => {
    const fresh = await seedScenario(db);
    const ctx = await fresh.contextOf("alex", "acme");
    for (let unknown = 1; unknown <= 60; unknown++) {
      const usernames = Array.from({ length: unknown }, (_, n) => `nobody-${n}`);
      await inviteUsers({ ctx, input: { usernames, groupIds: [], requestId: randomUUID() } });
    }
    const events = await auditOf(fresh, "acme", "invitations.create");
    expect(events).toHaveLength(51);
    expect(events.at(-1)?.details).toEqual({ reason: { code: "many-refusals" } });
  });

  test("the audit log has the reason for each username that isn't invited", async () => {
    const fresh = await seedScenario(db);
    await fresh.invite("alex", "acme", ["dennis"]);
    const requestId = randomUUID();
    const ctx = await fresh.contextOf("alex", "acme");
    const usernames = ["linus", "dennis", "sam", "barbara", "ken", "nobody"];
    for (let time = 0; time < 2; time++)
      await inviteUsers({ ctx, input: { usernames, groupIds: [], requestId } });
    const events = (await auditOf(fresh, "acme", "invitations.create")).slice(1, 7);
    expect(events.map(({ outcome, subjectName, details }) => [outcome, subjectName, details.reason])).toEqual(
      [
        ["done", "linus", undefined],
        ["refused", "ken", "account-disabled"],
        ["refused", "sam", "already-a-user"],
        ["refused", "dennis", "already-invited"],
        ["refused", "barbara", "no-email"],
        ["refused", null, "not-a-user-of-parent"],
      ],
    );
    const stored = await db
      .select()
      .from(invitations)
      .where(eq(invitations.organizationId, ctx.organization.id));
    const idOf = (username: string) => stored.find((invitation) => invitation.username === username)?.id;
    expect(events.map(({ subjectId }) => subjectId)).toEqual([
      idOf("linus"),
      ...[null, null],
      idOf("dennis"),
      ...[null, null],
    ]);
    const { rows } = await listAudit({ ctx: await fresh.contextOf("alex", "acme"), input: ANY_EVENT });
    expect(
      rows.filter(({ subjectName }) => subjectName === "dennis").map(({ invitationId }) => invitationId),
    ).toEqual([idOf("dennis"), idOf("dennis")]);
    expect(rows.find(({ subjectName }) => subjectName === "barbara")?.invitationId).toBeNull();
    const linus = rows.filter(({ subjectName }) => subjectName === "linus");
    expect(linus.map(({ outcome }) => outcome)).toEqual(["done"]);
  });
});
