import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "@/db/columns";

export const auditOutcome = pgEnum("audit_outcome", ["done", "refused"]);

/** History: it names what may be gone, so it refers to nothing. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: uuid("organization_id").notNull(),
    at: moment("at").notNull().defaultNow(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    actingFromId: uuid("acting_from_id"),
    address: text("address"),
    action: text("action").notNull(),
    outcome: auditOutcome("outcome").notNull().default("done"),
    subjectId: uuid("subject_id"),
    subjectName: text("subject_name"),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    search: text("search")
      .notNull()
      .generatedAlwaysAs(sql`lower(coalesce(actor_name, '') || ' ' || coalesce(subject_name, ''))`),
  },
  (table) => [
    index("audit_events_by_time").on(table.organizationId, table.at, table.id),
    index("audit_events_by_action").on(table.organizationId, table.action, table.at, table.id),
    index("audit_events_by_actor").on(table.organizationId, table.actorName, table.at, table.id),
    index("audit_events_by_subject").on(table.organizationId, table.subjectId, table.at, table.id),
    index("audit_events_search").using("gin", table.organizationId, sql`${table.search} gin_trgm_ops`),
    // What an ancestor's administrators did below: few rows, seen from the ancestor.
    index("audit_events_from_by_time")
      .on(table.actingFromId, table.at, table.id)
      .where(sql`${table.actingFromId} is not null`),
    index("audit_events_from_by_action")
      .on(table.actingFromId, table.action, table.at, table.id)
      .where(sql`${table.actingFromId} is not null`),
    index("audit_events_from_by_actor")
      .on(table.actingFromId, table.actorName, table.at, table.id)
      .where(sql`${table.actingFromId} is not null`),
    index("audit_events_from_by_subject")
      .on(table.actingFromId, table.subjectId, table.at, table.id)
      .where(sql`${table.actingFromId} is not null`),
    index("audit_events_from_search")
      .using("gin", table.actingFromId, sql`${table.search} gin_trgm_ops`)
      .where(sql`${table.actingFromId} is not null`),
  ],
);
