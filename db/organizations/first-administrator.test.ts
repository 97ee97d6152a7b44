import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Invalid, Limited } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { beginDelivery } from "@/db/invitations/deliver";
import { consume } from "@/db/limits/limits";
import { auditEvents, memberships, passwordLinks, users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";
import { keys } from "@/db/testing/link-keys";
import { create, createInput, inviteInput } from "@/db/testing/new-organization";
import { seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

describe("with a user of the parent organization as the first administrator", () => {
  test("the user is invited to Administrators and becomes a member by accepting", async () => {
    const scenario = await seedScenario(db);
    const { id, name } = await create(scenario, inviteInput(" GRACE "));
    expect(name).toBe("Initech");
    const [invitation] = await db.execute<{ id: string; username: string; groups: string[] }>(sql`
      select i.id, i.username, array(select group_name from invitation_groups where invitation_id = i.id) as groups
      from invitations i where organization_id = ${id} and status = 'pending'`);
    expect(invitation).toMatchObject({ username: "grace", groups: ["Administrators"] });
    const sending = await beginDelivery({ db, keys, invitationId: invitation?.id ?? "" });
    if (!sending || "deferReason" in sending) throw new Error("The invitation wasn't sent.");
    const session = await scenario.session("grace");
    await acceptInvitation({ db, session, link: sending.link, address: "192.0.2.1" });
    const membership = await db.select().from(memberships).where(eq(memberships.organizationId, id));
    expect(membership).toMatchObject([{ username: "grace", origin: "invited" }]);
  });

  test.each([
    ["nobody", "not-a-user-of-parent"],
    ["alex", "not-a-user-of-parent"],
    ["x y", "not-a-user-of-parent"],
    ["barbara", "no-email"],
    ["ken", "account-disabled"],
  ])("%s can't be invited: nothing is created, and the attempt is recorded", async (invitee, outcome) => {
    const reason = { code: "not-invited", outcome, parent: "Meridian Group" };
    const scenario = await seedScenario(db);
    const before = await countCreatedRows();
    await expect(create(scenario, inviteInput(invitee))).rejects.toMatchObject({
      kind: "invalid",
      fields: { invitee: reason },
    });
    expect(await countCreatedRows()).toEqual(before);
    expect(await auditOf(scenario.organizations.meridian.id)).toMatchObject([
      {
        action: "organizations.create",
        outcome: "refused",
        subjectName: "Initech",
        details: { reason },
      },
    ]);
    const [event] = await auditOf(scenario.organizations.meridian.id);
    expect(event?.details.administrator).toBe(["barbara", "ken"].includes(invitee) ? invitee : undefined);
  });

  test("unknown usernames count toward the same limit as in other invitations", async () => {
    const scenario = await seedScenario(db);
    await consume(db, "username-lookups", scenario.userId("ada"), 199);
    await expect(create(scenario, inviteInput("nobody"))).rejects.toThrow(Invalid);
    await expect(create(scenario, inviteInput("grace"))).rejects.toThrow(Limited);
  });

  test("unknown usernames count toward the limit of the organization above, not of the new one", async () => {
    const scenario = await seedScenario(db);
    const { id } = scenario.organizations.meridian;
    await consume(db, "username-lookups-of-organization", id, 1_999);
    await expect(create(scenario, inviteInput("nobody"))).rejects.toThrow(Invalid);
    await expect(create(scenario, inviteInput("somebody"))).rejects.toThrow(Limited);
  });
});

describe("with a new account for the first administrator", () => {
  test("the account is managed by the new organization, is in Administrators and gets an email to set a password", async () => {
    const scenario = await seedScenario(db);
    const jobs = (await queuedJobs(db)).length;
    const { id } = await create(scenario, createInput("Bill"));
    const [bill] = await db.select().from(users).where(eq(users.managingOrganizationId, id));
    expect(bill).toMatchObject({ username: "bill", name: "Bill Lumbergh", passwordHash: null });
    const link = await db
      .select()
      .from(passwordLinks)
      .where(eq(passwordLinks.userId, bill?.id ?? ""));
    expect(link).toMatchObject([{ emailState: "waiting", linkHash: null }]);
    expect(await queuedJobs(db)).toHaveLength(jobs + 1);
    const [group] = await db.execute(sql`
      select g.name from membership_groups mg join groups g on g.id = mg.group_id where mg.user_id = ${bill?.id}`);
    expect(group).toEqual({ name: "Administrators" });
  });

  test.each([
    ["a taken username", createInput("hank"), "username"],
    ["an invalid username", createInput("bill lumbergh", "bill@initech.example"), "username"],
    ["an invalid email address", createInput("bill", "bill@"), "email"],
  ])("%s is reported on its field, and nothing is created", async (_, input, field) => {
    const scenario = await seedScenario(db);
    const before = await countCreatedRows();
    const refusal = await create(scenario, input).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Invalid);
    expect(Object.keys(refusal instanceof Invalid ? refusal.fields : {})).toEqual([field]);
    expect(await countCreatedRows()).toEqual(before);
  });
});

/** Counts the rows that creating an organization adds. Audit events and rate limits also count failed attempts. */
async function countCreatedRows() {
  const [row] = await db.execute(sql`
    select (select count(*) from organizations) as organizations, (select count(*) from users) as users,
      (select count(*) from memberships) as memberships, (select count(*) from invitations) as invitations,
      (select count(*) from groups) as groups, (select count(*) from graphile_worker.jobs) as jobs,
      (select count(*) from password_links) as links`);
  return row;
}

async function auditOf(organizationId: string) {
  return db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.organizationId, organizationId))
    .orderBy(auditEvents.id);
}
