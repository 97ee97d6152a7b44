import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { invitations, memberships, organizations, users } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { rejectedBy } from "@/db/testing/rejected-by";
import { type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();
const parentEndsAt = sql`'infinity'::timestamptz`;
let scenario: Scenario;
beforeAll(async () => {
  scenario = await seedScenario(db);
});

describe("the database rejects", () => {
  test("an invitation from anything but the direct parent", async () => {
    const fresh = await seedScenario(db);
    const { invitationId } = await fresh.inviteAndDeliver("alex", "acme", "linus");
    for (const parentOrganizationId of [
      fresh.organizations.europe.id,
      fresh.organizations.acme.id,
      fresh.organizations.orbit.id,
    ]) {
      const change = db.update(invitations).set({ parentOrganizationId }).where(sql`id = ${invitationId}`);
      expect(await rejectedBy(change)).toBe("invitations_direct_parent");
    }
  });

  test("an invitation or a membership of a user of another tree", async () => {
    const mallory = scenario.userId("mallory");
    const row = {
      organizationId: scenario.organizations.acme.id,
      rootId: scenario.organizations.meridian.id,
      userId: mallory,
      username: "mallory",
      name: "Mallory Reed",
      search: " mallory mallory reed mallory@orbit.example",
    };
    const invitation = {
      ...row,
      parentOrganizationId: scenario.organizations.meridian.id,
      lifetimeHours: 72,
    };
    expect(await rejectedBy(db.insert(invitations).values(invitation))).toBe("invitations_user_of_tree");
    const membership = {
      ...row,
      origin: "invited" as const,
      parentOrganizationId: scenario.organizations.meridian.id,
      parentEndsAt,
    };
    expect(await rejectedBy(db.insert(memberships).values(membership))).toMatch(
      /user_of_tree|came_through_parent/,
    );
  });

  test("an invited membership of a user who is not in the parent, or without the parent", async () => {
    const elena = {
      organizationId: scenario.organizations.globex.id,
      rootId: scenario.organizations.meridian.id,
      userId: scenario.userId("elena"),
      username: "elena",
      name: "Elena Rossi",
      search: " elena elena rossi elena@acme-travel-europe.example",
    };
    const membership = {
      ...elena,
      origin: "invited" as const,
      parentOrganizationId: scenario.organizations.meridian.id,
      parentEndsAt,
    };
    expect(await rejectedBy(db.insert(memberships).values(membership))).toBe(
      "memberships_came_through_parent",
    );
    expect(
      await rejectedBy(db.insert(memberships).values({ ...elena, origin: "invited", parentEndsAt })),
    ).toBe("memberships_invited_from_parent");
  });

  test("a managed membership in an organization that does not manage the account", async () => {
    const row = {
      organizationId: scenario.organizations.globex.id,
      rootId: scenario.organizations.meridian.id,
      userId: scenario.userId("alex"),
      username: "alex",
      name: "Alex Morgan",
      search: " alex alex morgan alex@acme-travel.example",
    };
    expect(await rejectedBy(db.insert(memberships).values({ ...row, origin: "managed" }))).toBe(
      "memberships_managed_here",
    );
  });

  test("an organization whose path is not its parent's path followed by itself", async () => {
    const id = randomUUID();
    const { meridian, europe, acme } = scenario.organizations;
    const wrong = [meridian.id, europe.id, id];
    expect(await rejectedBy(db.insert(organizations).values({ id, name: "x", path: wrong }))).toBe(
      "organizations_parent",
    );
    const elsewhere = [meridian.id, acme.id];
    expect(await rejectedBy(db.insert(organizations).values({ id, name: "x", path: elsewhere }))).toBe(
      "organizations_path_ends_here",
    );
    expect(await rejectedBy(db.insert(organizations).values({ id, name: "x", path: [id] }))).toBe(
      "organizations_handle_of_roots",
    );
    const deep = [...Array.from({ length: 8 }, () => randomUUID()), id];
    expect(await rejectedBy(db.insert(organizations).values({ id, name: "x", path: deep }))).toMatch(
      /organizations_(depth|parent)/,
    );
  });

  test("the same username twice in a tree, but not in two trees", async () => {
    const managed = {
      managingOrganizationId: scenario.organizations.globex.id,
      rootId: scenario.organizations.meridian.id,
    };
    expect(await rejectedBy(db.insert(users).values({ ...managed, username: "alex", name: "x" }))).toBe(
      "users_username",
    );
    const orbit = {
      managingOrganizationId: scenario.organizations.orbit.id,
      rootId: scenario.organizations.orbit.id,
    };
    expect(await rejectedBy(db.insert(users).values({ ...orbit, username: "alex", name: "x" }))).toBe(
      "nothing",
    );
  });
});
