import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { assets } from "@/db/schema";

/**
 * A static file of a build that runs or ran lately.
 * @param path below `/_next/static/`
 */
export async function findAsset(db: Database, path: string): Promise<Buffer | null> {
  const [found] = await db.select({ content: assets.content }).from(assets).where(eq(assets.path, path));
  return found?.content ?? null;
}
