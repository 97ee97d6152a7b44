import { sql } from "drizzle-orm";
import { boolean, check, pgTable } from "drizzle-orm/pg-core";
import { bytes } from "@/db/columns";

/** One row: a fingerprint of the AUTH_SECRET with which a process has started last. The secret itself is stored nowhere. */
export const secretFingerprint = pgTable(
  "secret_fingerprint",
  {
    isOnly: boolean("is_only").primaryKey().default(true),
    fingerprint: bytes("fingerprint").notNull(),
  },
  (table) => [check("secret_fingerprint_only", sql`${table.isOnly}`)],
);
