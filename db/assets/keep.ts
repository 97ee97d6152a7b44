import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { assets } from "@/db/schema";

/**
 * Keeps the static files of a build that runs, so that a process of another build can answer for them. Deletes those of
 * builds that haven't run for 30 days.
 * @param files by their path below `/_next/static/`, which holds a hash of the content
 */
export async function keepAssets(db: Database, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const paths = sql.param([...files.keys()]);
  // Locked in one order, because several processes start at once.
  const known = await db.execute<{ path: string }>(sql`
    update assets set used_at = now()
    where path in (select path from assets where path = any(${paths}::text[]) order by path for update)
    returning path`);
  const kept = new Set(known.map(({ path }) => path));
  const missing = [...files].flatMap(([path, content]) => (kept.has(path) ? [] : [{ path, content }]));
  if (missing.length > 0) await db.insert(assets).values(missing).onConflictDoNothing();
  await db.execute(sql`delete from assets where used_at < now() - interval '30 days'`);
}
