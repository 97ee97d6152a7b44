import { test as base } from "@playwright/test";
import { sql } from "drizzle-orm";
import { createDatabase, type Database } from "@/db/client";
import { newLink } from "@/db/link";
import { hashPassword } from "@/db/passwords/hash";
import { requestPasswordLink } from "@/db/passwords/queue-link";
import { type Person, type OrganizationKey, plantWorld as plant } from "@/db/testing/scenario";
import { signIn } from "./app";

export type World = Awaited<ReturnType<typeof plantWorld>>;

export const PASSWORD = "a password of the tests";

/** Tests at the edge of the app: each plants a world of its own. */
export const test = base.extend<{ world: World }, { db: Database }>({
  db: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are asked for.
    async ({}, use) => {
      const db = createDatabase(process.env.DATABASE_URL ?? "", { connections: 4 });
      await use(db);
      await db.close();
    },
    { scope: "worker" },
  ],
  world: async ({ db }, use) => use(await plantWorld(db)),
});

export { expect } from "@playwright/test";

const passwordHash = hashPassword(PASSWORD);

/** The demo's organizations and people, everybody with the password, reached over HTTP. */
async function plantWorld(db: Database) {
  const world = await plant(db);
  const { handle, places } = world;
  const [orbit] = await db.execute<{ handle: string }>(
    sql`select handle from organizations where id = ${places.orbit.id}`,
  );
  const roots = [places.meridian.id, places.orbit.id];
  await db.execute(sql`
    update users set password_hash = ${await passwordHash} where root_id in (${roots[0]}, ${roots[1]})`);
  const cookies = new Map<string, Promise<string>>();

  const handleOf = (place: OrganizationKey) => (place === "orbit" ? (orbit?.handle ?? "") : handle);
  const path = (place: OrganizationKey, page = "") => `/t/${handleOf(place)}/o/${places[place].id}${page}`;
  const scope = (place: OrganizationKey) => ({ root: handleOf(place), orgId: places[place].id });
  const credentials = (username: string, place: OrganizationKey) => ({
    root: handleOf(place),
    organizationId: places[place].id,
    username,
    password: PASSWORD,
  });

  /** The cookie of somebody who has signed in at the organization; the same for each time that it is asked for. */
  const cookie = (username: string, place: OrganizationKey) => {
    const known = cookies.get(username) ?? signIn(credentials(username, place));
    cookies.set(username, known);
    return known;
  };

  /** Invites one, waits for the mail to leave, and then makes a link that is known here: the mail's is dead. */
  const linkFor = async (by: Person, place: OrganizationKey, invitee: Person, groupIds: string[] = []) => {
    await world.invite(by, place, [invitee], groupIds);
    const invitationId = await sentInvitation(db, places[place].id, world.userId(invitee));
    const { link, hash } = newLink();
    await db.execute(
      sql`update invitations set link_hash = decode(${hash.toString("hex")}, 'hex') where id = ${invitationId}`,
    );
    return { link, invitationId };
  };

  /** Asks for a password link, waits for the mail to leave, and then makes one that is known here: the mail's is dead. */
  const passwordLinkFor = async (person: Person) => {
    await db.transaction((tx) => requestPasswordLink(tx, world.userId(person)));
    await untilSent(db, world.userId(person));
    const { link, hash } = newLink();
    await db.execute(sql`
      update password_links set link_hash = decode(${hash.toString("hex")}, 'hex') where user_id = ${world.userId(person)}`);
    return link;
  };

  const statusOf = async (invitationId: string) => {
    const [row] = await db.execute<{ status: string }>(
      sql`select status from invitations where id = ${invitationId}`,
    );
    return row?.status;
  };

  return { ...world, handleOf, path, scope, credentials, cookie, linkFor, passwordLinkFor, statusOf, roots };
}

/** The invitation's id, once its mail has left: else the app would make a new link at any moment. */
export async function sentInvitation(db: Database, organizationId: string, userId: string): Promise<string> {
  for (const began = Date.now(); Date.now() - began < 15_000; ) {
    const [row] = await db.execute<{ id: string; sent: boolean }>(sql`
      select id, mail_state = 'sent' as sent from invitations
      where organization_id = ${organizationId} and user_id = ${userId} and status = 'pending'`);
    if (row?.sent) return row.id;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The invitation's mail did not leave within 15 seconds.");
}

async function untilSent(db: Database, userId: string): Promise<void> {
  for (const began = Date.now(); Date.now() - began < 15_000; ) {
    const [sent] = await db.execute(
      sql`select from password_links where user_id = ${userId} and mail_state = 'sent'`,
    );
    if (sent) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The password link's mail did not leave within 15 seconds.");
}

/** One text for all that the world's organizations hold but the audit; it differs when anything has changed. */
export async function fingerprint({ db, roots }: Pick<World, "db" | "roots">): Promise<string> {
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
      (select md5(string_agg(t::text, ',' order by id)) from batches t where organization_id in (select id from mine)),
      (select md5(string_agg(t::text, ',' order by t::text)) from organization_logos t where organization_id in (select id from mine)),
      (select md5(string_agg(user_id::text, ',' order by user_id)) from password_links t
        where user_id in (select id from users where managing_organization_id in (select id from mine))),
      (select md5(string_agg(t::text, ',' order by t::text)) from invitation_groups t where organization_id in (select id from mine))
    ) as all`);
  return row?.all ?? "";
}
