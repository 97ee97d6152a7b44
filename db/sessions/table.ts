import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";
import { users } from "@/db/users/table";

/** A sign-in of one browser. Its cookie contains the id of the row, and is invalid without it. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    address: text("address").notNull(),
    /** As the browser sent it. */
    userAgent: text("user_agent").notNull().default(""),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
    /** Updated at most every five minutes. */
    lastSeenAt: timestamptz("last_seen_at").notNull().defaultNow(),
  },
  (table) => [index("sessions_of_user").on(table.userId, table.createdAt)],
);
