import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";

/** In the shape that rate-limiter-flexible asks for. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: timestamptz("expire"),
});
