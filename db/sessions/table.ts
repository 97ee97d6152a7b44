import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";
import { users } from "@/db/users/table";

/** A place where somebody is signed in. Its cookie names the row: without the row the cookie is nothing. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    address: text("address").notNull(),
    /** The browser's own word for itself. */
    userAgent: text("user_agent").notNull().default(""),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
    /** Written at most every few minutes. */
    lastSeenAt: timestamptz("last_seen_at").notNull().defaultNow(),
  },
  (table) => [index("sessions_of_user").on(table.userId, table.createdAt)],
);
