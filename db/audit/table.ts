import { sql } from "drizzle-orm";
import { bigint, index, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";
import { jsonb } from "@/db/json";
import { searchText } from "@/db/lists/search";

export const auditOutcome = pgEnum("audit_outcome", ["done", "refused"]);

/** Has no foreign keys, because events stay when what they name is deleted. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: uuid("organization_id").notNull(),
    /** Not the time when the transaction began: a change that waited for a lock must come after the change that held it. */
    at: timestamptz("at").notNull().default(sql`clock_timestamp()`),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    actingFromId: uuid("acting_from_id"),
    address: text("address"),
    action: text("action").notNull(),
    outcome: auditOutcome("outcome").notNull().default("done"),
    subjectId: uuid("subject_id"),
    subjectName: text("subject_name"),
    /** The request that caused it, even if a job did it later. Set by `begin` (db/connection/transactions.ts). */
    requestId: uuid("request_id").default(sql`nullif(current_setting('usher.request_id', true), '')::uuid`),
    /** The text that a search looks in. */
    search: text("search")
      .notNull()
      .generatedAlwaysAs(
        searchText(sql`' ' || coalesce(actor_name, '') || ' ' || coalesce(subject_name, '')`),
      ),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  },
  ({ organizationId, actingFromId, actorName, action, outcome, subjectId, search, at, id }) => {
    const isBelow = sql`${actingFromId} is not null`;
    return [
      index("audit_events_by_time").on(organizationId, at, id),
      index("audit_events_by_action").on(organizationId, action, at, id),
      index("audit_events_by_actor").on(organizationId, actorName, at, id),
      index("audit_events_by_subject").on(organizationId, subjectId, at, id),
      // Refusals are rare, so filtering by them would read many other events.
      index("audit_events_refused").on(organizationId, at, id).where(sql`${outcome} = 'refused'`),
      index("audit_events_search").using("gin", organizationId, search.op("gin_trgm_ops")),
      // For an ancestor's audit log, which shows what its administrators did in child organizations.
      index("audit_events_from_by_time").on(actingFromId, at, id).where(isBelow),
      index("audit_events_from_search").using("gin", actingFromId, search.op("gin_trgm_ops")).where(isBelow),
      // To look up the name of a deleted organization.
      index("audit_events_of_deleted_organizations")
        .on(subjectId)
        .where(sql`${action} = 'organizations.delete'`),
    ];
  },
);
