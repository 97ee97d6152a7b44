import { pgTable, text } from "drizzle-orm/pg-core";
import { bytes, timestamptz } from "@/db/columns";

/** Scripts, styles and pictures of the builds that run or ran lately, by their path below `/_next/static/`. */
export const assets = pgTable("assets", {
  path: text("path").primaryKey(),
  content: bytes("content").notNull(),
  usedAt: timestamptz("used_at").notNull().defaultNow(),
});
