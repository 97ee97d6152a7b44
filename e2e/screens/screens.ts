import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { declineInvitation } from "@/db/invitations/decline";
import { newLink } from "@/db/link";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import { startInviting } from "@/db/testing/bulk-actions";
import { insertUser } from "@/db/users/insert";
import { expect } from "../fixtures/expect";
import type { Pages } from "../fixtures/pages";
import type { OrganizationKey, Person, Scenario } from "../fixtures/scenario";

/** A page in a state that people meet, without what can be opened on it. */
export type Screen = {
  /** For the file of its screenshot. */
  readonly name: string;
  /** Who looks at it. Null for somebody who is signed out. */
  readonly as: Person | null;
  readonly path: string;
};

/** Seeds every state that a screen can show, and returns the screens. */
export async function seedScreens(scenario: Scenario, pages: Pages): Promise<readonly Screen[]> {
  const { db } = scenario;
  await scenario.addUsers("acme", 25);
  await renameToLong(scenario);
  await scenario.addMember("dennis", "acme", ["Support"]);
  await scenario.invite("alex", "acme", ["grace", "linus", "margaret"], ["Support", "Booking managers"], {
    note: "Welcome!\nSee you soon.",
  });
  const [pending, expired, declined] = [
    await linkOf(scenario, "acme", "grace"),
    await linkOf(scenario, "acme", "linus"),
    await linkOf(scenario, "acme", "margaret"),
  ];
  await scenario.expire("acme", "linus");
  const session = await scenario.session("margaret");
  await declineInvitation({
    db,
    session,
    link: declined.link,
    address: "192.0.2.1",
    reason: "I have changed teams.",
  });
  await db.execute(sql`
    update memberships set ends_at = date_trunc('day', now()) + interval '5 days'
    where organization_id = ${scenario.organizations.acme.id} and username = 'dennis'`);
  await insertUser(db, { ...WALTER, organizationId: scenario.organizations.meridian.id });
  const alex = await scenario.contextOf("alex", "acme");
  const bulkActionId = await startInviting(alex, { usernames: "walter nobody ken barbara" });
  const [{ userId }, groupId, roleId] = [
    await scenario.session("sam"),
    await scenario.groupId("acme", "Support"),
    await roleIdOf(scenario, "Booking manager"),
  ];
  await db.transaction((tx) => queuePasswordLink(tx, userId));
  const passwordLink = await passwordLinkOf(scenario, userId);

  const groups = pages.groups("acme");
  const roles = pages.roles("acme");
  const users = pages.users("acme");
  const organizations = pages.organizations("acme");
  const inConsole = (paths: Record<string, string>) => screensOf("alex", paths);
  return [
    ...inConsole({
      overview: pages.overview("acme"),
      users,
      "users-none-found": `${users}?q=zzz`,
      "user-new": pages.newUser("acme"),
      user: `${users}/${userId}`,
      "user-edit": `${users}/${userId}/edit`,
      invitations: pages.invitations("acme"),
      "invitations-expired": `${pages.invitations("acme")}?status=expired`,
      "invitations-none-deleted": `${pages.invitations("acme")}?status=deleted`,
      "invitation-pending": pages.invitation("acme", pending.id),
      "invitation-expired": pages.invitation("acme", expired.id),
      "invitation-declined": pages.invitation("acme", declined.id),
      "bulk-invite": pages.bulkInvite("acme"),
      "bulk-actions": pages.bulkActions("acme"),
      "bulk-action": `${pages.bulkActions("acme")}/${bulkActionId}`,
      groups,
      "group-new": pages.newGroup("acme"),
      group: `${groups}/${groupId}`,
      "group-edit": `${groups}/${groupId}/edit`,
      roles,
      "role-new": pages.newRole("acme"),
      "role-copy": `${pages.newRole("acme")}?copy=${roleId}`,
      role: `${roles}/${roleId}`,
      "role-edit": `${roles}/${roleId}/edit`,
      organizations,
      "organization-new": pages.newOrganization("acme"),
      organization: `${organizations}/${scenario.organizations.europe.id}`,
      audit: pages.audit("acme"),
      "audit-filtered": `${pages.audit("acme")}?person=alex&outcome=done`,
      settings: pages.settings("acme"),
      "help-in-console": `/help/permissions?${new URLSearchParams({ from: roles })}`,
      "missing-page": `${groups}/${randomUUID()}`,
    }),
    ...screensOf("ada", {
      "root-overview": pages.overview("meridian"),
      "root-organizations": pages.organizations("meridian"),
      "root-organizations-with-invitations": `${pages.organizations("meridian")}?show=invitations`,
      "root-audit": pages.audit("meridian"),
      acting: pages.overview("acme"),
    }),
    ...screensOf("hank", {
      "new-overview": pages.overview("globex"),
      "new-invitations": pages.invitations("globex"),
      "new-bulk-actions": pages.bulkActions("globex"),
      "new-organizations": pages.organizations("globex"),
    }),
    ...screensOf("grace", {
      account: pages.account,
      "my-organizations": pages.myOrganizations,
      "accept-pending": `/accept/${pending.link}`,
      "accept-declined-by-other": `/accept/${declined.link}`,
    }),
    ...screensOf("margaret", { "accept-declined": `/accept/${declined.link}` }),
    ...screensOf("linus", {
      "accept-expired": `/accept/${expired.link}`,
      "accept-other-account": `/accept/${pending.link}`,
    }),
    ...screensOf(null, {
      start: pages.start,
      "sign-in": pages.signIn("acme"),
      "forgot-password": pages.forgotPassword("acme"),
      "set-password": `/set-password/${passwordLink}`,
      "set-password-unknown": "/set-password/unknown",
      "accept-signed-out": `/accept/${pending.link}`,
      "accept-unknown": "/accept/unknown",
      help: "/help",
      "help-parent-users": "/help/parent-users",
      "help-permissions": "/help/permissions",
      "help-missing-emails": "/help/missing-emails",
      "not-found": "/nothing",
    }),
  ];
}

const WALTER = {
  username: "walter",
  name: "Walter Lind",
  email: "walter@meridian.example",
  password: null,
  groupIds: [],
};

function screensOf(as: Person | null, paths: Record<string, string>): Screen[] {
  return Object.entries(paths).map(([name, path]) => ({ name, as, path }));
}

/** Replaces the link in the email by one that is known here. */
async function linkOf({ db, ...scenario }: Scenario, organization: OrganizationKey, username: string) {
  const id = await scenario.sentInvitationId(organization, username);
  const { link, hash } = newLink();
  await db.execute(sql`update invitations set link_hash = ${hash} where id = ${id}`);
  return { id, link };
}

/** Like `linkOf`, for the link to set a password, after its email was sent. */
async function passwordLinkOf({ db }: Scenario, userId: string): Promise<string> {
  const { link, hash } = newLink();
  const replace = async () => {
    const replaced = await db.execute(sql`
      update password_links set link_hash = ${hash}
      where user_id = ${userId} and email_state = 'sent'
      returning user_id`);
    return replaced.length;
  };
  await expect.poll(replace, "the links that were replaced").toBe(1);
  return link;
}

/** Gives one user and one group names that no column has room for. */
async function renameToLong({ db, organizations }: Scenario) {
  const { id } = organizations.acme;
  await db.execute(sql`
    update users
    set name = 'Wolfeschlegelsteinhausenbergerdorff Maximiliana Featherstonehaugh-Cholmondeley',
      email = 'maximiliana.featherstonehaugh-cholmondeley@wolfeschlegelsteinhausenbergerdorff.example'
    where managing_organization_id = ${id} and username = 'person-01'`);
  await db.execute(sql`
    update groups set description = 'Everything around bookings of groups, from the first question to the last invoice.'
    where organization_id = ${id} and name = 'Support'`);
}

async function roleIdOf({ db, organizations }: Scenario, name: string): Promise<string> {
  const [role] = await db.execute<{ id: string }>(sql`
    select id from roles where organization_id = ${organizations.acme.id} and name = ${name}`);
  if (!role) throw new Error(`There is no role ${name}.`);
  return role.id;
}
