import { sql } from "drizzle-orm";
import type { Database } from "./client";

/** `read-only`: it answers and takes no changes, as during a failover. */
export type PingResult = "away" | "read-only" | "there";

/** Whether the database answers within so many milliseconds, and takes changes. Never throws. */
export async function pingDatabase(db: Database, patience: number): Promise<PingResult> {
  const asked = db
    .execute<{ readOnly: boolean }>(
      sql`select current_setting('transaction_read_only')::boolean as "readOnly"`,
    )
    .then(
      ([row]): PingResult => (row?.readOnly ? "read-only" : "there"),
      (): PingResult => "away",
    );
  return await Promise.race([asked, after(patience)]);
}

function after(milliseconds: number): Promise<PingResult> {
  return new Promise((resolve) => setTimeout(() => resolve("away"), milliseconds).unref());
}
