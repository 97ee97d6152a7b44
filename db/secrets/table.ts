import { sql } from "drizzle-orm";
import { boolean, check, pgTable, text } from "drizzle-orm/pg-core";
import { bytes } from "@/db/columns";

/**
 * One row: the settings of the process that started last, which all processes must share. Of AUTH_SECRET it is a fingerprint: the
 * secret itself is stored nowhere.
 */
export const secretFingerprint = pgTable(
  "secret_fingerprint",
  {
    isOnly: boolean("is_only").primaryKey().default(true),
    fingerprint: bytes("fingerprint").notNull(),
    baseUrl: text("base_url"),
  },
  (table) => [check("secret_fingerprint_only", sql`${table.isOnly}`)],
);
