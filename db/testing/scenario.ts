import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { findContext } from "@/db/access/find-context";
import type { Database } from "@/db/client";
import { beginDelivery } from "@/db/invitations/deliver";
import { inviteUsers } from "@/db/invitations/invite";
import type { RequestContext } from "@/db/request-context";
import { groupRoles, groups, membershipGroups, roles, sessions } from "@/db/schema";
import { type DemoOrganization, insertDemoOrganizations } from "@/db/seed/organizations";
import { insertPeople, type Person } from "@/db/seed/people";
import type { Session } from "@/db/sessions/session";
import type { Permission } from "@/lib/permissions";
import { keys } from "./link-keys";
import { givePassword } from "./passwords";

const ADDRESS = "192.0.2.1";

export type OrganizationKey = DemoOrganization;
export type { Person };
export type Scenario = Awaited<ReturnType<typeof seedScenario>>;

/**
 * Creates the organizations and users of the demo in separate trees, so that tests that share a database don't affect each
 * other. As in the demo, barbara has no email address and ken is disabled. Only ada and mallory have a password, which is
 * unknown.
 */
export async function seedScenario(db: Database) {
  const handle = `m-${randomUUID()}`;
  const { organizations, ids } = await db.transaction(async (tx) => {
    const organizations = await insertDemoOrganizations(tx, { meridian: handle, orbit: `o-${randomUUID()}` });
    return { organizations, ids: await insertPeople(tx, organizations, { passwordHash: null }) };
  });

  const userId = (person: Person): string => {
    const id = ids.get(person);
    if (!id) throw new Error(`There is no ${person} in this scenario.`);
    return id;
  };

  await givePassword(db, userId("ada"), userId("mallory"));

  const session = async (person: Person): Promise<Session> => {
    const [session] = await db
      .insert(sessions)
      .values({ userId: userId(person), address: ADDRESS })
      .returning({ id: sessions.id, userId: sessions.userId });
    if (!session) throw new Error("The insert returned no row.");
    return session;
  };

  const access = async (person: Person, organization: OrganizationKey) =>
    findContext({
      db,
      session: await session(person),
      root: organization === "orbit" ? await handleOf(db, organizations.orbit.id) : handle,
      organizationId: organizations[organization].id,
      address: ADDRESS,
    });

  const contextOf = async (person: Person, organization: OrganizationKey): Promise<RequestContext> => {
    const found = await access(person, organization);
    if (found.state !== "open") throw new Error(`${person} cannot work in ${organization}: ${found.state}.`);
    return found.ctx;
  };

  const invite = async (
    by: Person,
    organization: OrganizationKey,
    usernames: string[],
    groupIds: string[] = [],
  ) =>
    inviteUsers({
      ctx: await contextOf(by, organization),
      input: { usernames, groupIds, requestId: randomUUID() },
    });

  /** Invites one user and sends the email. @returns its content, and the call to respond to it */
  const inviteAndDeliver = async (
    by: Person,
    organization: OrganizationKey,
    invitee: Person,
    groupIds: string[] = [],
  ) => {
    await invite(by, organization, [invitee], groupIds);
    const [row] = await db.execute<{ id: string }>(sql`
      select id from invitations
      where organization_id = ${organizations[organization].id} and user_id = ${userId(invitee)} and status = 'pending'`);
    const sending = row && (await beginDelivery({ db, keys, invitationId: row.id }));
    if (!sending || "deferReason" in sending) throw new Error(`${invitee} was not invited.`);
    return {
      ...sending,
      response: { db, session: await session(invitee), link: sending.link, address: ADDRESS },
    };
  };

  return { db, handle, organizations, userId, session, access, contextOf, invite, inviteAndDeliver };
}

/** Creates a group with a role that has only these permissions. */
export async function seedGroup(db: Database, organizationId: string, permissions: readonly Permission[]) {
  const name = `group ${randomUUID().slice(0, 8)}`;
  const [group] = await db.insert(groups).values({ organizationId, name }).returning({ id: groups.id });
  const [role] = await db
    .insert(roles)
    .values({ organizationId, name, permissions: [...permissions] })
    .returning({ id: roles.id });
  if (!group || !role) throw new Error("The insert returned no row.");
  await db.insert(groupRoles).values({ organizationId, groupId: group.id, roleId: role.id });
  return { id: group.id, roleId: role.id, name };
}

export async function addToGroup(db: Database, organizationId: string, userId: string, groupId: string) {
  await db.insert(membershipGroups).values({ organizationId, userId, groupId });
}

async function handleOf(db: Database, id: string): Promise<string> {
  const [root] = await db.execute<{ handle: string }>(sql`select handle from organizations where id = ${id}`);
  return root?.handle ?? "";
}
