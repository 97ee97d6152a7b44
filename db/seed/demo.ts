import { inArray } from "drizzle-orm";
import { createDatabase, type Database, type Transaction } from "@/db/client";
import { insertOrganization, type NewOrganization } from "@/db/organizations/insert";
import { hashPassword } from "@/db/passwords/hash";
import { groupRoles, groups, organizations, roles, users } from "@/db/schema";
import { insertUser } from "@/db/users/insert";
import type { Permission } from "@/lib/permissions";

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
 * Fills an empty database with the demo. Does nothing if there is any organization, because the demo's password is public.
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

let demoPasswordHash: Promise<string> | undefined;

/** Hashes it once, because tests seed the demo many times. */
function hashDemoPassword(): Promise<string> {
  demoPasswordHash ??= hashPassword(DEMO_PASSWORD);
  return demoPasswordHash;
}

/**
 * Inserts the demo in one transaction.
 * @param suffix is added to its handles and the domains of its email addresses, so that a database can hold several demos
 * @returns its organizations
 */
export async function insertDemo(db: Database, suffix = "") {
  return await db.transaction(async (tx) => {
    const create = (key: keyof typeof DEMO_IDS, organization: NewOrganization) =>
      insertOrganization(tx, suffix ? organization : { ...organization, id: DEMO_IDS[key] });
    const meridian = await create("meridian", { name: "Meridian Group", handle: `meridian${suffix}` });
    const acme = await create("acme", { name: "Acme Travel", parentId: meridian.id });
    const europe = await create("europe", { name: "Acme Travel Europe", parentId: acme.id });
    const globex = await create("globex", { name: "Globex Retail", parentId: meridian.id });
    const orbit = await create("orbit", { name: "Orbit Labs", handle: `orbit${suffix}` });

    const createUserIn =
      (organizationId: string, domain: string) =>
      (username: Person, more: Partial<Details> = {}) =>
        insertUser(tx, {
          organizationId,
          username,
          name: NAMES[username],
          email: `${username}@${domain}${suffix}.example`,
          password: null,
          ...more,
        });

    const createInMeridian = createUserIn(meridian.id, "meridian");
    await createInMeridian("ada", { groupIds: [meridian.administratorsId] });
    for (const username of ["grace", "linus", "margaret", "dennis"] as const)
      await createInMeridian(username);
    await createInMeridian("barbara", { email: null });
    await createInMeridian("ken", { disabled: true });
    await createUserIn(acme.id, "acme-travel")("alex", { groupIds: [acme.administratorsId] });
    await createUserIn(acme.id, "acme-travel")("sam");
    await createUserIn(europe.id, "acme-travel-europe")("elena", { groupIds: [europe.administratorsId] });
    await createUserIn(globex.id, "globex-retail")("hank", { groupIds: [globex.administratorsId] });
    await createUserIn(orbit.id, "orbit")("mallory", { groupIds: [orbit.administratorsId] });
    await tx
      .update(users)
      .set({ passwordHash: await hashDemoPassword() })
      .where(inArray(users.rootId, [meridian.id, orbit.id]));

    const group = (name: string, description: string, permissions: Permission[]) =>
      seedGroup(tx, acme.id, { name, description, permissions });
    await group("Booking managers", "Look after bookings, and bring in colleagues who help.", [
      "users.view",
      "invitations.view",
      "invitations.create",
      "groups.view",
    ]);
    await group("Support", "Answer travellers; see who works here.", ["users.view"]);
    return { meridian, acme, europe, globex, orbit };
  });
}

export type Person = keyof typeof NAMES;
type Details = { email: string | null; groupIds: string[]; disabled: boolean };

const NAMES = {
  ada: "Ada Winter",
  grace: "Grace Holloway",
  linus: "Linus Berg",
  margaret: "Margaret Hale",
  dennis: "Dennis Ray",
  barbara: "Barbara Lund",
  ken: "Ken Thorne",
  alex: "Alex Morgan",
  sam: "Sam Rivera",
  elena: "Elena Rossi",
  hank: "Hank Miller",
  mallory: "Mallory Reed",
};

async function seedGroup(
  tx: Transaction,
  organizationId: string,
  input: { name: string; description: string; permissions: Permission[] },
): Promise<void> {
  const { name, description, permissions } = input;
  const [group] = await tx
    .insert(groups)
    .values({ organizationId, name, description })
    .returning({ id: groups.id });
  const [role] = await tx
    .insert(roles)
    .values({ organizationId, name: name.replace(/s$/, ""), permissions })
    .returning({ id: roles.id });
  if (!group || !role) throw new Error("The insert returned no row.");
  await tx.insert(groupRoles).values({ organizationId, groupId: group.id, roleId: role.id });
}
