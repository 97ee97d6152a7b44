import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";

/**
 * Refusals of the current hour, each kind once, with how often it was repeated: what keeps repeated attempts from filling
 * the audit. Emptied by a job, which records the repetitions.
 */
export const refusalCounts = pgTable(
  "refusal_counts",
  {
    key: text("key").primaryKey(),
    organizationId: uuid("organization_id").notNull(),
    /** The actor or, for somebody signed out, nobody. */
    actorId: uuid("actor_id"),
    /** The audit event of the first one. */
    event: jsonb("event").$type<Record<string, unknown>>().notNull(),
    repeats: integer("repeats").notNull().default(0),
    endsAt: timestamptz("ends_at").notNull(),
  },
  (table) => [
    index("refusal_counts_of_actor").on(table.organizationId, table.actorId),
    index("refusal_counts_by_end").on(table.endsAt),
  ],
);
