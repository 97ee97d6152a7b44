import { sql } from "drizzle-orm";
import { seedAudit } from "@/bench/seed/plant-audit";
import { seedOrganizations } from "@/bench/seed/plant-organizations";
import { seedPeople } from "@/bench/seed/plant-people";
import { treeFunctions } from "@/bench/seed/tree-functions";
import type { TreeSize } from "@/bench/seed/tree-sizes";
import { withoutIndexes } from "@/bench/seed/without-indexes";
import { createDatabase, type Transaction } from "@/db/client";
import { findRoot } from "@/db/organizations/find-root";

export type Tell = (sentence: string) => void;

/**
 * Adds a tree to see how Usher behaves at its size: all of it or nothing. `lara` is the root's administrator, `everett`
 * a member everywhere, both with the demo's password. Ids and names follow from numbers, so they are the same wherever
 * it is seeded. Nobody else can use the tables meanwhile, since their indexes are made anew.
 * @param databaseUrl postgres://…, migrated, of a user who owns the tables
 * @param tell hears what is being done
 * @returns whether it was seeded now; false where the tree is already there
 */
export async function seedTree(databaseUrl: string, size: TreeSize, tell: Tell): Promise<boolean> {
  const db = createDatabase(databaseUrl, { connections: 1 });
  try {
    if (await findRoot(db, size.handle)) return false;
    await db.transaction((tx) => insertTree(tx, size, tell));
    tell("Gathering statistics");
    await db.execute(sql`vacuum analyze`);
    return true;
  } finally {
    await db.close();
  }
}

async function insertTree(tx: Transaction, size: TreeSize, tell: Tell): Promise<void> {
  await tx.execute(
    sql`select set_config('work_mem', '256MB', true), set_config('maintenance_work_mem', '1GB', true)`,
  );
  for (const definition of treeFunctions(size)) await tx.execute(definition);
  tell(`${size.organizations.toLocaleString("en")} organizations, with their groups and roles`);
  await seedOrganizations(tx, size);
  await withoutIndexes(tx, ["users", "memberships", "membership_groups", "invitations"], tell, () =>
    seedPeople(tx, size, tell),
  );
  await withoutIndexes(tx, ["audit_events"], tell, () => seedAudit(tx, size, tell));
}
