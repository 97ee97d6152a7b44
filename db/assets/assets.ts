import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { assets } from "@/db/schema";

/**
 * Finds a static file of a build that is running or ran in the last 30 days.
 * @param path below `/_next/static/`
 */
export async function findAsset(db: Database, path: string): Promise<Buffer | null> {
  if (path.includes("\0")) return null; // PostgreSQL refuses it
  const [asset] = await db.select({ content: assets.content }).from(assets).where(eq(assets.path, path));
  return asset?.content ?? null;
}

/**
 * Stores the static files of a running build, so that processes of another build can serve them. Deletes those of builds
 * that haven't run for 30 days.
 * @param files by their path below `/_next/static/`, which contains a hash of the content
 */
export async function keepAssets(db: Database, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const paths = sql.param([...files.keys()]);
  // Updates and inserts in the same order everywhere, so that processes that start at the same time don't deadlock.
  const known = await rowsOf(db, z.object({ path: z.string() }))`
    update assets
    set used_at = now()
    where path in (select path from assets where path = any(${paths}::text[]) order by path for update)
    returning path`;
  const stored = new Set(known.map(({ path }) => path));
  const missing = [...files]
    .flatMap(([path, content]) => (stored.has(path) ? [] : [{ path, content }]))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  if (missing.length > 0) await db.insert(assets).values(missing).onConflictDoNothing();
  await db.execute(sql`delete from assets where used_at < now() - interval '30 days'`);
}
