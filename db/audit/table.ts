import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";

export const auditOutcome = pgEnum("audit_outcome", ["done", "refused"]);

/** History: it names what may be gone, so it refers to nothing. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: uuid("organization_id").notNull(),
    /** The time of writing, not of the transaction's beginning: what waited for a lock comes after what it waited for. */
    at: timestamptz("at").notNull().default(sql`clock_timestamp()`),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    actingFromId: uuid("acting_from_id"),
    address: text("address"),
    action: text("action").notNull(),
    outcome: auditOutcome("outcome").notNull().default("done"),
    subjectId: uuid("subject_id"),
    subjectName: text("subject_name"),
    /** The request that caused it, also for what a job did later. `begin` names it (db/transactions.ts). */
    requestId: uuid("request_id").default(sql`nullif(current_setting('usher.request_id', true), '')::uuid`),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => {
    const { organizationId, actingFromId, actorName, action, subjectId, subjectName, outcome, at, id } =
      table;
    const deed = sql`(${actorName} || ' ' || ${action})`;
    const below = sql`${actingFromId} is not null`;
    // Whatever one filters by, the newest that match stand together, in order: lists read no others (db/audit/read.ts).
    return [
      index("audit_events_by_time").on(organizationId, outcome, at, id),
      index("audit_events_by_action").on(organizationId, action, outcome, at, id),
      index("audit_events_by_actor").on(organizationId, actorName, outcome, at, id),
      index("audit_events_by_deed").on(organizationId, deed, outcome, at, id),
      index("audit_events_by_subject").on(organizationId, subjectId, outcome, at, id),
      index("audit_events_by_name").on(organizationId, subjectName, outcome, at, id),
      // The same for what an ancestor's administrators did below: few rows, seen from the ancestor.
      index("audit_events_from_by_time").on(actingFromId, outcome, at, id).where(below),
      index("audit_events_from_by_action").on(actingFromId, action, outcome, at, id).where(below),
      index("audit_events_from_by_actor").on(actingFromId, actorName, outcome, at, id).where(below),
      index("audit_events_from_by_deed").on(actingFromId, deed, outcome, at, id).where(below),
      index("audit_events_from_by_subject").on(actingFromId, subjectId, outcome, at, id).where(below),
      index("audit_events_from_by_name").on(actingFromId, subjectName, outcome, at, id).where(below),
      // What an organization was called that is gone.
      index("audit_events_of_deleted_organizations")
        .on(subjectId)
        .where(sql`${action} = 'organizations.delete'`),
    ];
  },
);

/**
 * The names that occur in an organization's audit, of actors and of what they did something to: what a search looks
 * through. A trigger adds them; two at once may add the same, which does no harm and makes nobody wait.
 */
export const auditNames = pgTable(
  "audit_names",
  {
    organizationId: uuid("organization_id").notNull(),
    name: text("name").notNull(),
    search: text("search").notNull().generatedAlwaysAs(sql`lower(name)`),
  },
  (table) => [
    index("audit_names_of_organization").on(table.organizationId, table.name, table.search),
    // As an array: a form that no other index has (ofOrganization).
    index("audit_names_search").using(
      "gin",
      sql`(array[${table.organizationId}])`,
      sql`${table.search} gin_trgm_ops`,
    ),
  ],
);
