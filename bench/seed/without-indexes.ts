import { sql } from "drizzle-orm";
import type { OnProgress } from "@/bench/seed/tree";
import type { Transaction } from "@/db/client";

/**
 * Drops the indexes that no constraint needs, does the work, and makes them again as they were: many times faster than
 * keeping them up to date for each row. The transaction sees to it that they are never lost.
 */
export async function withoutIndexes(
  tx: Transaction,
  tables: readonly string[],
  onProgress: OnProgress,
  work: () => Promise<void>,
): Promise<void> {
  const indexes = await tx.execute<{ name: string; definition: string }>(sql`
    select c.oid::regclass::text as name, pg_get_indexdef(c.oid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = any(${sql.param([...tables])}::regclass[])
      and not exists (select from pg_constraint where conindid = c.oid)
      and not i.indisunique`);
  for (const { name } of indexes) await tx.execute(sql.raw(`drop index ${name}`));
  await work();
  for (const { name, definition } of indexes) {
    onProgress(`The index ${name}`);
    await tx.execute(sql.raw(definition));
  }
}
