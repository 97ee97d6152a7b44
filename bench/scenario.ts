import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import pg from "pg";
import { findContext } from "@/db/access/find-context";
import type { Database } from "@/db/client";
import { insertOrganization } from "@/db/organizations/insert";
import type { RequestContext } from "@/db/request-context";
import { sessions } from "@/db/schema";
import type { Session } from "@/db/sessions/session";
import { seedGroup } from "@/db/testing/scenario";
import { insertUser } from "@/db/users/insert";

const ADDRESS = "192.0.2.1";

/** Where the work is measured: a database, the same database by the bare driver, and a vendor with many people. */
export type Scenario = {
  readonly db: Database;
  readonly bare: pg.Pool;
  readonly url: string;
  readonly handle: string;
  readonly vendorId: string;
  readonly usernames: readonly string[];
};

/** A child organization of the vendor, its administrator at work, and two groups to invite into. */
export type Child = {
  readonly id: string;
  readonly ctx: RequestContext;
  readonly groupIds: readonly string[];
};

export async function seedScenario(db: Database, url: string, people: number): Promise<Scenario> {
  const handle = `bench-${randomUUID().slice(0, 8)}`;
  const vendor = await insertOrganization(db, { name: "Vendor", handle });
  const rows = await db.execute<{ username: string }>(sql`
    with people as (
      insert into users (root_id, managing_organization_id, username, name, email)
      select ${vendor.id}, ${vendor.id}, 'person-' || substr(md5(n::text), 1, 6) || '-' || n, 'Person ' || n,
        'person-' || n || '@vendor.example'
      from generate_series(1, ${people}::int) as n
      returning id, username, name, search
    )
    insert into memberships (organization_id, user_id, root_id, origin, username, name, search)
    select ${vendor.id}, id, ${vendor.id}, 'managed', username, name, search from people
    returning username`);
  await db.execute(sql`analyze`);
  const bare = new pg.Pool({ connectionString: url, max: 16 });
  return { db, bare, url, handle, vendorId: vendor.id, usernames: rows.map(({ username }) => username) };
}

export async function seedChild(scenario: Scenario): Promise<Child> {
  const { db, vendorId } = scenario;
  const { id, administratorsGroupId } = await insertOrganization(db, {
    name: "Child",
    parentId: vendorId,
  });
  const administrator = await insertUser(db, {
    organizationId: id,
    username: `admin-${id}`,
    name: "Administrator",
    email: null,
    password: null,
    groupIds: [administratorsGroupId],
  });
  const groups = [await seedGroup(db, id, ["users.view"]), await seedGroup(db, id, ["groups.view"])];
  return {
    id,
    ctx: await contextOf(scenario, id, await sessionOf(db, administrator)),
    groupIds: groups.map((group) => group.id),
  };
}

export async function sessionOf(db: Database, userId: string): Promise<Session> {
  const [session] = await db.insert(sessions).values({ userId, address: ADDRESS }).returning();
  if (!session) throw new Error("The insert returned no row.");
  return session;
}

async function contextOf(
  scenario: Scenario,
  organizationId: string,
  session: Session,
): Promise<RequestContext> {
  const access = await findContext({
    db: scenario.db,
    session,
    root: scenario.handle,
    organizationId,
    address: ADDRESS,
  });
  if (access.state !== "open") throw new Error(`The console does not open: ${access.state}.`);
  return access.ctx;
}
