import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { newLink } from "@/db/link";
import { insertOrganization } from "@/db/organizations/insert";
import { bulkActions } from "@/db/schema";
import { seedGroup } from "@/db/testing/scenario";
import { insertUser } from "@/db/users/insert";
import { type Scenario, sentInvitation } from "../fixtures/http-test";

export const ORGANIZATIONS = [
  "own",
  "sibling",
  "parent",
  "child",
  "other root",
  "own below another handle",
  "nothing",
  "malformed",
] as const;

/** An organization, by its relation to Acme Travel. */
export type OrganizationName = (typeof ORGANIZATIONS)[number];

/** The name of the child that each organization gets. */
export const CHILD_NAME = "Branch";

/** The parts of URLs and arguments for one organization. All ids belong to it. */
export type Ids = {
  readonly root: string;
  readonly orgId: string;
  readonly groupId: string;
  readonly roleId: string;
  readonly userId: string;
  /** A child organization. */
  readonly childId: string;
  readonly invitationId: string;
  /** A finished bulk action of a user who no longer exists. */
  readonly bulkActionId: string;
  /** The link of another user's invitation, or one that never existed. */
  readonly link: string;
};

export function isRoot(organization: OrganizationName): boolean {
  return organization === "parent" || organization === "other root";
}

export async function seedOrganizations(scenario: Scenario): Promise<Record<OrganizationName, Ids>> {
  const { organizations, userId, db } = scenario;
  // None of the actors is an invitee.
  const nora = `nora-${randomUUID().slice(0, 8)}`;
  const noraId = await insertUser(db, {
    organizationId: organizations.acme.id,
    username: nora,
    name: "Nora Lind",
    email: "nora@acme-travel.example",
    password: null,
    groupIds: [],
  });
  await scenario.invite("ada", "globex", ["margaret"]);
  await scenario.invite("elena", "europe", [nora]);
  await sentInvitation(db, organizations.globex.id, userId("margaret"));
  await sentInvitation(db, organizations.europe.id, noraId);
  const own = { ...(await real(scenario, "acme")), ...(await scenario.linkFor("alex", "acme", "dennis")) };
  const nothing = {
    root: scenario.handle,
    orgId: randomUUID(),
    groupId: randomUUID(),
    roleId: randomUUID(),
    userId: randomUUID(),
    childId: randomUUID(),
    invitationId: randomUUID(),
    bulkActionId: randomUUID(),
    link: newLink().link,
  };
  const malformed = "not-an-id";
  return {
    own,
    sibling: await real(scenario, "globex"),
    parent: await real(scenario, "meridian"),
    child: await real(scenario, "europe"),
    "other root": await real(scenario, "orbit"),
    "own below another handle": { ...own, root: scenario.handleOf("orbit") },
    nothing,
    malformed: {
      root: scenario.handle,
      orgId: malformed,
      groupId: malformed,
      roleId: malformed,
      userId: malformed,
      childId: malformed,
      invitationId: malformed,
      bulkActionId: malformed,
      link: malformed,
    },
  };
}

async function real(scenario: Scenario, organization: Parameters<Scenario["path"]>[0]): Promise<Ids> {
  const { id } = scenario.organizations[organization];
  const [row] = await scenario.db.execute<{
    groupId: string;
    userId: string;
    invitationId: string | null;
  }>(sql`
    select (select id from groups where organization_id = ${id} order by created_at limit 1) as "groupId",
      (select user_id from memberships where organization_id = ${id} order by joined_at, username limit 1) as "userId",
      (select id from invitations where organization_id = ${id} limit 1) as "invitationId"`);
  if (!row) throw new Error("A select without from answers with one row.");
  const { roleId } = await seedGroup(scenario.db, id, []);
  const below = await insertOrganization(scenario.db, { name: CHILD_NAME, parentId: id });
  return {
    root: scenario.handleOf(organization),
    orgId: id,
    ...row,
    roleId,
    childId: below.id,
    bulkActionId: await seedBulkAction(scenario, id),
    invitationId: row.invitationId ?? randomUUID(),
    link: newLink().link,
  };
}

async function seedBulkAction({ db }: Scenario, organizationId: string): Promise<string> {
  const id = randomUUID();
  const moment = new Date();
  await db.insert(bulkActions).values({
    ...{ id, organizationId, kind: "delete", state: "finished", actorId: randomUUID(), address: "192.0.2.1" },
    ...{ size: 0, startedAt: moment, endedAt: moment },
  });
  return id;
}
