import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";

/** As rate-limiter-flexible requires it. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: timestamptz("expire"),
});
