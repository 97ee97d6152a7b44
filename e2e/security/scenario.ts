import { test as base } from "@playwright/test";
import { sql } from "drizzle-orm";
import { createDatabase, type Database } from "@/db/client";
import { newLink } from "@/db/link";
import { hashPassword } from "@/db/passwords/hash";
import { queuePasswordLink } from "@/db/passwords/queue-link";
import { type OrganizationKey, type Person, seedScenario as plant } from "@/db/testing/scenario";
import { signIn } from "./app";

export type Scenario = Awaited<ReturnType<typeof seedScenario>>;

export const PASSWORD = "a password of the tests";

/** Tests at the edge of the app: each plants a scenario of its own. */
export const test = base.extend<{ scenario: Scenario }, { db: Database }>({
  db: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are asked for.
    async ({}, use) => {
      const db = createDatabase(process.env.DATABASE_URL ?? "", { connections: 4 });
      await use(db);
      await db.close();
    },
    { scope: "worker" },
  ],
  scenario: async ({ db }, use) => use(await seedScenario(db)),
});

export { expect } from "@playwright/test";

const passwordHash = hashPassword(PASSWORD);

/** The demo's organizations and people, everybody with the password, reached over HTTP. */
async function seedScenario(db: Database) {
  const scenario = await plant(db);
  const { handle, organizations } = scenario;
  const [orbit] = await db.execute<{ handle: string }>(
    sql`select handle from organizations where id = ${organizations.orbit.id}`,
  );
  const roots = [organizations.meridian.id, organizations.orbit.id];
  await db.execute(sql`
    update users set password_hash = ${await passwordHash} where root_id in (${roots[0]}, ${roots[1]})`);
  const cookies = new Map<string, Promise<string>>();

  const handleOf = (organization: OrganizationKey) =>
    organization === "orbit" ? (orbit?.handle ?? "") : handle;
  const path = (organization: OrganizationKey, page = "") =>
    `/t/${handleOf(organization)}/o/${organizations[organization].id}${page}`;
  const scope = (organization: OrganizationKey) => ({
    root: handleOf(organization),
    orgId: organizations[organization].id,
  });
  const credentials = (username: string, organization: OrganizationKey) => ({
    root: handleOf(organization),
    organizationId: organizations[organization].id,
    username,
    password: PASSWORD,
  });

  /** The cookie of somebody who has signed in at the organization; the same for each time that it is asked for. */
  const cookie = (username: string, organization: OrganizationKey) => {
    const known = cookies.get(username) ?? signIn(credentials(username, organization));
    cookies.set(username, known);
    return known;
  };

  /** Invites one, waits for the mail to leave, and then makes a link that is known here: the mail's is dead. */
  const linkFor = async (
    by: Person,
    organization: OrganizationKey,
    invitee: Person,
    groupIds: string[] = [],
  ) => {
    await scenario.invite(by, organization, [invitee], groupIds);
    const invitationId = await sentInvitation(db, organizations[organization].id, scenario.userId(invitee));
    const { link, hash } = newLink();
    await db.execute(
      sql`update invitations set link_hash = decode(${hash.toString("hex")}, 'hex') where id = ${invitationId}`,
    );
    return { link, invitationId };
  };

  /** Asks for a password link, waits for the mail to leave, and then makes one that is known here: the mail's is dead. */
  const passwordLinkFor = async (person: Person) => {
    await db.transaction((tx) => queuePasswordLink(tx, scenario.userId(person)));
    await untilSent(db, scenario.userId(person));
    const { link, hash } = newLink();
    await db.execute(sql`
      update password_links set link_hash = decode(${hash.toString("hex")}, 'hex') where user_id = ${scenario.userId(person)}`);
    return link;
  };

  const statusOf = async (invitationId: string) => {
    const [row] = await db.execute<{ status: string }>(
      sql`select status from invitations where id = ${invitationId}`,
    );
    return row?.status;
  };

  return {
    ...scenario,
    handleOf,
    path,
    scope,
    credentials,
    cookie,
    linkFor,
    passwordLinkFor,
    statusOf,
    roots,
  };
}

/** The invitation's id, once its mail has left: else the app would make a new link at any moment. */
export async function sentInvitation(db: Database, organizationId: string, userId: string): Promise<string> {
  for (const began = Date.now(); Date.now() - began < 15_000; ) {
    const [row] = await db.execute<{ id: string; sent: boolean }>(sql`
      select id, email_state = 'sent' as sent from invitations
      where organization_id = ${organizationId} and user_id = ${userId} and status = 'pending'`);
    if (row?.sent) return row.id;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The invitation's mail did not leave within 15 seconds.");
}

async function untilSent(db: Database, userId: string): Promise<void> {
  for (const began = Date.now(); Date.now() - began < 15_000; ) {
    const [sent] = await db.execute(
      sql`select from password_links where user_id = ${userId} and email_state = 'sent'`,
    );
    if (sent) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The password link's mail did not leave within 15 seconds.");
}

/** One text for all that the scenario's organizations hold but the audit; it differs when anything has changed. */
export async function fingerprint({ db, roots }: Pick<Scenario, "db" | "roots">): Promise<string> {
  const [row] = await db.execute<{ all: string }>(sql`
    with mine as (select id from organizations where root_id in (${roots[0]}, ${roots[1]}))
    select concat_ws(' ',
      (select md5(string_agg(t::text, ',' order by id)) from organizations t where id in (select id from mine)),
      (select md5(string_agg(t::text, ',' order by id)) from users t where managing_organization_id in (select id from mine)),
      (select md5(string_agg(t::text, ',' order by t::text)) from memberships t where organization_id in (select id from mine)),
      (select md5(string_agg(t::text, ',' order by t::text)) from membership_groups t where organization_id in (select id from mine)),
      (select md5(string_agg(t::text, ',' order by id)) from groups t where organization_id in (select id from mine)),
      (select md5(string_agg(t::text, ',' order by id)) from roles t where organization_id in (select id from mine)),
      (select md5(string_agg(t::text, ',' order by t::text)) from group_roles t where organization_id in (select id from mine)),
      (select md5(string_agg(t::text, ',' order by id)) from invitations t where organization_id in (select id from mine)),
      (select md5(string_agg(t::text, ',' order by id)) from bulk_actions t where organization_id in (select id from mine)),
      (select md5(string_agg(t::text, ',' order by t::text)) from organization_logos t where organization_id in (select id from mine)),
      (select md5(string_agg(user_id::text, ',' order by user_id)) from password_links t
        where user_id in (select id from users where managing_organization_id in (select id from mine))),
      (select md5(string_agg(t::text, ',' order by t::text)) from invitation_groups t where organization_id in (select id from mine))
    ) as all`);
  return row?.all ?? "";
}
