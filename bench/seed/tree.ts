import { sql } from "drizzle-orm";
import { seedAudit } from "@/bench/seed/audit";
import { seedOrganizations } from "@/bench/seed/organizations";
import { seedPeople } from "@/bench/seed/people";
import { treeFunctions } from "@/bench/seed/tree-functions";
import type { TreeSize } from "@/bench/seed/tree-sizes";
import { withoutIndexes } from "@/bench/seed/without-indexes";
import { createDatabase, type Transaction } from "@/db/client";
import { findRoot } from "@/db/organizations/find";

export type OnProgress = (message: string) => void;

/**
 * Adds a tree to see how Usher behaves at its size: all of it or nothing. `lara` is the root's administrator, `everett`
 * a member everywhere, both with the demo's password. Ids and names follow from numbers, so they are the same wherever
 * it is seeded. Nobody else can use the tables meanwhile, because their indexes are rebuilt.
 * @param databaseUrl postgres://…, migrated, of a user who owns the tables
 * @param onProgress called with what is being done
 * @returns whether it was seeded now; false where the tree is already there
 */
export async function seedTree(
  databaseUrl: string,
  size: TreeSize,
  onProgress: OnProgress,
): Promise<boolean> {
  const db = createDatabase(databaseUrl, { connections: 1 });
  try {
    if (await findRoot(db, size.handle)) return false;
    await db.transaction((tx) => insertTree(tx, size, onProgress));
    onProgress("Gathering statistics");
    await db.execute(sql`vacuum analyze`);
    return true;
  } finally {
    await db.close();
  }
}

async function insertTree(tx: Transaction, size: TreeSize, onProgress: OnProgress): Promise<void> {
  await tx.execute(
    sql`select set_config('work_mem', '256MB', true), set_config('maintenance_work_mem', '1GB', true)`,
  );
  for (const definition of treeFunctions(size)) await tx.execute(definition);
  onProgress(`${size.organizations.toLocaleString("en")} organizations, with their groups and roles`);
  await seedOrganizations(tx, size);
  await withoutIndexes(tx, ["users", "memberships", "membership_groups", "invitations"], onProgress, () =>
    seedPeople(tx, size, onProgress),
  );
  await withoutIndexes(tx, ["audit_events"], onProgress, () => seedAudit(tx, size, onProgress));
}
