import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";

/** The table that rate-limiter-flexible requires. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: timestamptz("expire"),
});
