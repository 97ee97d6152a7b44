import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Conflict, Forbidden, Invalid, Limited } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { beginDelivery } from "@/db/invitations/deliver";
import { consume } from "@/db/limits/limits";
import { createOrganization } from "@/db/organizations/create";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { type NewOrganizationInput, newOrganization } from "@/db/organizations/input";
import { insertOrganization } from "@/db/organizations/insert";
import { auditEvents, memberships, organizations, passwordLinks, users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";
import { keys } from "@/db/testing/link-keys";
import { race } from "@/db/testing/race";
import {
  addToGroup,
  type OrganizationKey,
  type Person,
  type Scenario,
  seedGroup,
  seedScenario,
} from "@/db/testing/scenario";

const { db } = testDatabase();

const inviteInput = (invitee: string): NewOrganizationInput => ({
  ...{ requestId: randomUUID(), name: "Initech", first: "invite", invitee },
  ...{ username: "", personName: "", email: "" },
});

const createInput = (username: string, email = `${username}@initech.example`): NewOrganizationInput => ({
  ...{ requestId: randomUUID(), name: "Initech", first: "create", invitee: "" },
  ...{ username, personName: "Bill Lumbergh", email },
});

async function create(
  scenario: Scenario,
  input: NewOrganizationInput,
  by: Person = "ada",
  at: OrganizationKey = "meridian",
) {
  return createOrganization({ ctx: await scenario.contextOf(by, at), input });
}

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
    ["nobody", "There is no such user of Meridian Group. Check the spelling."],
    ["alex", "There is no such user of Meridian Group. Check the spelling."],
    ["x y", "There is no such user of Meridian Group. Check the spelling."],
    ["barbara", "This user has no e-mail address, so no invitation can reach them."],
    ["ken", "The account of this user is disabled."],
  ])("%s can't be invited: nothing is created, and the attempt is recorded", async (invitee, message) => {
    const scenario = await seedScenario(db);
    const before = await countCreatedRows();
    await expect(create(scenario, inviteInput(invitee))).rejects.toMatchObject({
      kind: "invalid",
      fields: { invitee: message },
    });
    expect(await countCreatedRows()).toEqual(before);
    expect(await auditOf(scenario.organizations.meridian.id)).toMatchObject([
      {
        action: "organizations.create",
        outcome: "refused",
        subjectName: "Initech",
        details: { reason: message },
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

test("creating an organization is recorded in the parent and in the new organization", async () => {
  const scenario = await seedScenario(db);
  const { id } = await create(scenario, createInput("bill"));
  const created = {
    action: "organizations.create",
    actorName: "ada",
    subjectId: id,
    subjectName: "Initech",
    details: { administrator: "bill" },
  };
  expect(await auditOf(scenario.organizations.meridian.id)).toMatchObject([
    { ...created, actingFromId: null },
  ]);
  expect(await auditOf(id)).toMatchObject([
    {
      action: "users.create",
      subjectName: "bill",
      details: { groups: ["Administrators"] },
      actingFromId: scenario.organizations.meridian.id,
    },
    { ...created, actingFromId: scenario.organizations.meridian.id },
  ]);
});

test("repeating a request, even at the same time, creates one organization and returns it again", async () => {
  const scenario = await seedScenario(db);
  for (const input of [inviteInput("grace"), createInput("bill")]) {
    const [one, two] = await race(db, [() => create(scenario, input), () => create(scenario, input)]);
    expect(one.status).toBe("fulfilled");
    expect(two).toEqual(one);
    expect({ status: "fulfilled", value: await create(scenario, input) }).toEqual(one);
  }
  expect(await childrenOf(scenario)).toBe(4);
});

test("submitting the form again with different values creates another organization", async () => {
  const scenario = await seedScenario(db);
  const input = inviteInput("grace");
  const one = await create(scenario, input);
  expect((await create(scenario, { ...input, name: "Initrode" })).id).not.toBe(one.id);
});

test("repeating a request after the organization was deleted is rejected, and its ID isn't reused", async () => {
  const scenario = await seedScenario(db);
  const input = createInput("bill");
  const { id: organizationId, name } = await create(scenario, input);
  const ctx = await scenario.contextOf("ada", "meridian");
  await disableOrganization({ ctx, input: { organizationId } });
  await deleteOrganization({ ctx, input: { organizationId, name } });
  const again = create(scenario, input);
  await expect(again).rejects.toThrow(Conflict);
  await expect(again).rejects.toThrow("which has been deleted since");
  await create(scenario, { ...createInput("joanna"), requestId: randomUUID() });
  expect(await childrenOf(scenario)).toBe(3);
});

describe("permissions that the actor lacks", () => {
  test("an actor who can create organizations but can't enter them creates nothing", async () => {
    const scenario = await seedScenario(db);
    const { acme } = scenario.organizations;
    const group = await seedGroup(db, acme.id, ["organizations.create", "organizations.view"]);
    await addToGroup(db, acme.id, scenario.userId("sam"), group.id);
    await expect(create(scenario, createInput("bill"), "sam", "acme")).rejects.toThrow(Forbidden);
    await db.execute(
      sql`update roles set permissions = permissions || '{organizations.enter}' where id = ${group.roleId}`,
    );
    const { id } = await create(scenario, createInput("bill"), "sam", "acme");
    expect(await auditOf(id)).toHaveLength(2);
    expect(await auditOf(acme.id)).toMatchObject([{ outcome: "refused" }, { outcome: "done" }]);
  });

  test("permissions that were removed after the page was opened can't be granted", async () => {
    const scenario = await seedScenario(db);
    const ctx = await scenario.contextOf("alex", "acme");
    await db.execute(sql`delete from membership_groups where user_id = ${scenario.userId("alex")}`);
    for (const input of [createInput("bill"), inviteInput("sam")]) {
      await expect(createOrganization({ ctx, input })).rejects.toThrow(Forbidden);
    }
    expect(await childrenOf(scenario, "acme")).toBe(1);
  });
});

test("organizations can be nested at most 8 deep", async () => {
  const scenario = await seedScenario(db);
  let parentId = scenario.organizations.meridian.id;
  for (let depth = 2; depth <= 8; depth++) {
    parentId = (await insertOrganization(db, { name: `Depth ${depth}`, parentId })).id;
  }
  const deepest = await scenario.contextOf("ada", "meridian");
  const ctx = { ...deepest, organization: { ...deepest.organization, id: parentId } };
  await expect(createOrganization({ ctx, input: createInput("bill") })).rejects.toThrow(
    "Organizations can be at most 8 deep.",
  );
});

test("no organization can be created below a disabled one, at any depth", async () => {
  const scenario = await seedScenario(db);
  const [alex, elena] = [
    await scenario.contextOf("alex", "acme"),
    await scenario.contextOf("elena", "europe"),
  ];
  const input = { organizationId: scenario.organizations.acme.id };
  await disableOrganization({ ctx: await scenario.contextOf("ada", "meridian"), input });
  for (const ctx of [alex, elena]) {
    await expect(createOrganization({ ctx, input: createInput("bill") })).rejects.toThrow(/ is inactive\.$/);
  }
});

test("the form reports missing and invalid values on their fields", () => {
  const fields = (input: NewOrganizationInput) =>
    newOrganization.safeParse(input).error?.issues.map(({ path }) => path.join());
  expect(fields(inviteInput(""))).toEqual(["invitee"]);
  expect(fields({ ...createInput(""), name: " ", personName: "" })).toEqual([
    "name",
    "username",
    "personName",
  ]);
  expect(fields({ ...createInput("bill"), personName: "two\nlines" })).toEqual(["personName"]);
  for (const character of ["\0", "\ud800", "two\nlines"]) {
    expect(fields(inviteInput(`x${character}x`))).toEqual(["invitee"]);
    expect(fields({ ...createInput("bill"), name: `x${character}x` })).toEqual(["name"]);
  }
  expect(fields(createInput("bill"))).toBeUndefined();
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

async function childrenOf(scenario: Scenario, organization: OrganizationKey = "meridian") {
  const rows = await db
    .select()
    .from(organizations)
    .where(eq(organizations.parentId, scenario.organizations[organization].id));
  return rows.length;
}
