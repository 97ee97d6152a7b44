import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Whether the database answers within so many milliseconds. Never throws. */
export async function databaseAnswers(db: Database, patience: number): Promise<boolean> {
  const asked = db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
  return await Promise.race([asked, after(patience)]);
}

function after(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), milliseconds).unref());
}
