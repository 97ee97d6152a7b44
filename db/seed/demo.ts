import { sql } from "drizzle-orm";
import { createDatabase, type Database, type Transaction } from "@/db/client";
import { hashPassword } from "@/db/passwords/hash";
import { groupRoles, groups, organizations, roles } from "@/db/schema";
import type { Permission } from "@/lib/permissions";
import { insertDemoOrganizations } from "./organizations";
import { insertPeople } from "./people";

export const DEMO_PASSWORD = "usher-demo-2026";

/** Fixed, so that the URLs of the demo are the same in every database. */
export const DEMO_IDS = {
  meridian: "5eed0000-0000-4000-8000-000000000001",
  acme: "5eed0000-0000-4000-8000-000000000002",
  europe: "5eed0000-0000-4000-8000-000000000003",
  globex: "5eed0000-0000-4000-8000-000000000004",
  orbit: "5eed0000-0000-4000-8000-000000000005",
} as const;

/**
 * Fills an empty database with the demo. Does nothing if there is an organization already, because the demo's password is
 * public.
 * @param databaseUrl postgres://…, migrated
 * @returns whether it was seeded now
 */
export async function seedDemo(databaseUrl: string): Promise<boolean> {
  const db = createDatabase(databaseUrl, { connections: 1 });
  try {
    const [any] = await db.select({ id: organizations.id }).from(organizations).limit(1);
    if (any) return false;
    await insertDemo(db);
    return true;
  } finally {
    await db.close();
  }
}

/** Whether a database, which may be empty or of another version, has an organization. @param databaseUrl postgres://… */
export async function hasOrganizations(databaseUrl: string): Promise<boolean> {
  const db = createDatabase(databaseUrl, { connections: 1 });
  try {
    const [table] = await db.execute(sql`select to_regclass('public.organizations') as name`);
    if (!table?.name) return false;
    const rows = await db.execute(sql`select from organizations limit 1`);
    return rows.length > 0;
  } finally {
    await db.close();
  }
}

let demoPasswordHash: Promise<string> | undefined;

/** Hashes the password once, because tests seed the demo many times. */
function hashDemoPassword(): Promise<string> {
  demoPasswordHash ??= hashPassword(DEMO_PASSWORD);
  return demoPasswordHash;
}

/**
 * Inserts the demo in one transaction.
 * @param suffix is added to its handles and the domains of its email addresses, so that a database can contain several demos
 * @returns its organizations
 */
export async function insertDemo(db: Database, suffix = "") {
  return await db.transaction(async (tx) => {
    const handles = { meridian: `meridian${suffix}`, orbit: `orbit${suffix}` };
    const seeded = await insertDemoOrganizations(tx, handles, suffix ? undefined : DEMO_IDS);
    await insertPeople(tx, seeded, { suffix, passwordHash: await hashDemoPassword() });
    await seedGroup(tx, seeded.acme.id, {
      name: "Booking managers",
      description: "Manage bookings and invite colleagues to help.",
      role: { name: "Booking manager", description: "Invite colleagues and see their groups." },
      permissions: ["users.view", "invitations.view", "invitations.create", "groups.view"],
    });
    await seedGroup(tx, seeded.acme.id, {
      name: "Support",
      description: "Answer travelers' questions.",
      role: { name: "Support", description: "See who works here." },
      permissions: ["users.view"],
    });
    return seeded;
  });
}

async function seedGroup(
  tx: Transaction,
  organizationId: string,
  input: {
    name: string;
    description: string;
    role: { name: string; description: string };
    permissions: Permission[];
  },
): Promise<void> {
  const { name, description, role: named, permissions } = input;
  const [group] = await tx
    .insert(groups)
    .values({ organizationId, name, description })
    .returning({ id: groups.id });
  const [role] = await tx
    .insert(roles)
    .values({ organizationId, ...named, permissions })
    .returning({ id: roles.id });
  if (!group || !role) throw new Error("The insert returned no row.");
  await tx.insert(groupRoles).values({ organizationId, groupId: group.id, roleId: role.id });
}
