import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { createDraft } from "@/db/bulk-actions/create-draft";
import { acceptInvitation } from "@/db/invitations/accept";
import {
  auditEvents,
  bulkActionRowGroups,
  bulkActionRows,
  groupRoles,
  groups,
  invitationGroups,
  invitations,
  membershipGroups,
  memberships,
  roles,
  users,
} from "@/db/schema";
import { draftForm } from "@/db/testing/bulk-actions";
import { testDatabase } from "@/db/testing/database";
import { rejectedBy } from "@/db/testing/rejected-by";
import { type Scenario, seedGroup, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();
let scenario: Scenario;
let foreign: { id: string; roleId: string };
beforeAll(async () => {
  scenario = await seedScenario(db);
  foreign = await seedGroup(db, scenario.organizations.globex.id, ["users.view"]);
});

describe("the database rejects", () => {
  test("a group of another organization on an invitation", async () => {
    const { invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const row = {
      organizationId: scenario.organizations.acme.id,
      invitationId,
      groupId: foreign.id,
      groupName: "x",
    };
    expect(await rejectedBy(db.insert(invitationGroups).values(row))).toBe(
      "invitation_groups_group_of_organization",
    );
    const moved = { ...row, organizationId: scenario.organizations.globex.id };
    expect(await rejectedBy(db.insert(invitationGroups).values(moved))).toBe("invitation_groups_invitation");
  });

  test("an invitation or a group of another organization in a bulk action", async () => {
    const ctx = await scenario.contextOf("alex", "acme");
    const bulkActionId = await createDraft({ ctx, input: draftForm({ usernames: "dennis" }) });
    await scenario.invite("ada", "globex", ["linus"]);
    const [foreignInvitation] = await db
      .select()
      .from(invitations)
      .where(eq(invitations.organizationId, scenario.organizations.globex.id));
    const row = {
      organizationId: scenario.organizations.acme.id,
      bulkActionId,
      position: 2,
      username: "linus",
    };
    expect(
      await rejectedBy(
        db.insert(bulkActionRows).values({ ...row, invitationId: foreignInvitation?.id ?? null }),
      ),
    ).toBe("bulk_action_rows_invitation_of_organization");
    expect(
      await rejectedBy(
        db.insert(bulkActionRows).values({ ...row, organizationId: scenario.organizations.globex.id }),
      ),
    ).toBe("bulk_action_rows_bulk_action");
    const groupRow = { ...row, position: 1, groupId: foreign.id, groupName: "x" };
    expect(await rejectedBy(db.insert(bulkActionRowGroups).values(groupRow))).toBe(
      "bulk_action_row_groups_group_of_organization",
    );
  });

  test("a group of another organization in a membership", async () => {
    const row = {
      organizationId: scenario.organizations.acme.id,
      userId: scenario.userId("sam"),
      groupId: foreign.id,
    };
    expect(await rejectedBy(db.insert(membershipGroups).values(row))).toBe(
      "membership_groups_group_of_organization",
    );
    const moved = { ...row, organizationId: scenario.organizations.globex.id };
    expect(await rejectedBy(db.insert(membershipGroups).values(moved))).toBe("membership_groups_membership");
  });

  test("a role of another organization in a group", async () => {
    const row = {
      organizationId: scenario.organizations.acme.id,
      groupId: scenario.organizations.acme.administratorsGroupId,
      roleId: foreign.roleId,
    };
    expect(await rejectedBy(db.insert(groupRoles).values(row))).toBe("group_roles_role_of_organization");
    const moved = { ...row, organizationId: scenario.organizations.globex.id };
    expect(await rejectedBy(db.insert(groupRoles).values(moved))).toBe("group_roles_group_of_organization");
  });

  test("a second pending invitation of the same user", async () => {
    const fresh = await seedScenario(db);
    const { invitationId } = await fresh.inviteAndDeliver("alex", "acme", "linus");
    const copy = db.execute(sql`
      insert into invitations (organization_id, parent_organization_id, root_id, user_id, username, name, search, lifetime_hours)
      select organization_id, parent_organization_id, root_id, user_id, username, name, search, 72
      from invitations where id = ${invitationId}`);
    expect(await rejectedBy(copy)).toBe("invitations_one_pending");
  });

  test.each(["", "two words", "a,b", "a;b", "tab\tbed", "x".repeat(65)])(
    "the username %j",
    async (username) => {
      const managed = {
        managingOrganizationId: scenario.organizations.globex.id,
        rootId: scenario.organizations.meridian.id,
      };
      expect(await rejectedBy(db.insert(users).values({ ...managed, username, name: "x" }))).toBe(
        "users_username_form",
      );
    },
  );

  test("two groups or roles with the same name, and a second Administrator role", async () => {
    const here = { organizationId: scenario.organizations.acme.id };
    expect(await rejectedBy(db.insert(groups).values({ ...here, name: "ADMINISTRATORS" }))).toBe(
      "groups_by_name",
    );
    expect(await rejectedBy(db.insert(roles).values({ ...here, name: "administrator" }))).toBe(
      "roles_by_name",
    );
    expect(await rejectedBy(db.insert(roles).values({ ...here, name: "x", isAdministrator: true }))).toBe(
      "roles_one_administrator",
    );
  });

  test("a link lifetime under an hour or over 30 days", async () => {
    for (const hours of [0, 721]) {
      const change = db.execute(
        sql`update organizations set invitation_lifetime_hours = ${hours} where id = ${scenario.organizations.acme.id}`,
      );
      expect(await rejectedBy(change)).toBe("organizations_lifetime");
    }
  });

  test("an ended invitation without a time and a reason", async () => {
    const { invitationId } = await scenario.inviteAndDeliver("hank", "globex", "linus");
    const change = db.update(invitations).set({ status: "accepted" }).where(sql`id = ${invitationId}`);
    expect(await rejectedBy(change)).toMatch(/^invitations_end/);
  });

  test("changing or deleting audit events", async () => {
    await scenario.invite("alex", "acme", ["dennis"]);
    expect(await rejectedBy(db.update(auditEvents).set({ actorName: "x" }))).toContain("append-only");
    expect(await rejectedBy(db.delete(auditEvents))).toContain("append-only");
  });
});

test("the copies of a user's details in memberships are updated with the user", async () => {
  const fresh = await seedScenario(db);
  await acceptInvitation((await fresh.inviteAndDeliver("alex", "acme", "grace")).response);
  await db
    .update(users)
    .set({ name: "Grace H.", email: "gh@meridian.example" })
    .where(sql`id = ${fresh.userId("grace")}`);
  const rows = await db
    .select()
    .from(memberships)
    .where(sql`user_id = ${fresh.userId("grace")}`);
  expect(rows).toHaveLength(2);
  for (const row of rows)
    expect(row).toMatchObject({ name: "Grace H.", search: " grace grace h. gh@meridian.example" });
});

test("deleting an account deletes its memberships and invitations", async () => {
  const fresh = await seedScenario(db);
  await acceptInvitation((await fresh.inviteAndDeliver("alex", "acme", "grace")).response);
  await fresh.invite("hank", "globex", ["grace"]);
  await db.delete(users).where(sql`id = ${fresh.userId("grace")}`);
  expect(
    await db
      .select()
      .from(memberships)
      .where(sql`user_id = ${fresh.userId("grace")}`),
  ).toEqual([]);
  expect(
    await db
      .select()
      .from(invitations)
      .where(sql`user_id = ${fresh.userId("grace")}`),
  ).toEqual([]);
});
