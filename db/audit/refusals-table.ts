import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";
import { jsonb } from "@/db/json";

/**
 * Counts how often each kind of refusal is repeated within an hour, so that repeated attempts don't fill the audit log. A job
 * records the counts and deletes them.
 */
export const refusalCounts = pgTable(
  "refusal_counts",
  {
    key: text("key").primaryKey(),
    organizationId: uuid("organization_id").notNull(),
    /** Null for a signed-out visitor. */
    actorId: uuid("actor_id"),
    /** The event of the first refusal. */
    event: jsonb("event").$type<Record<string, unknown>>().notNull(),
    repeats: integer("repeats").notNull().default(0),
    endsAt: timestamptz("ends_at").notNull(),
  },
  (table) => [
    index("refusal_counts_of_actor").on(table.organizationId, table.actorId),
    index("refusal_counts_by_end").on(table.endsAt),
  ],
);
