import { pgTable, text } from "drizzle-orm/pg-core";
import { bytes, timestamptz } from "@/db/columns";

/** Scripts, styles and images of builds that are running or ran recently, by their path below `/_next/static/`. */
export const assets = pgTable("assets", {
  path: text("path").primaryKey(),
  content: bytes("content").notNull(),
  usedAt: timestamptz("used_at").notNull().defaultNow(),
});
