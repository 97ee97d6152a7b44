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
  },
  (table) => [
    index("audit_events_of_organization").on(table.organizationId, table.id),
    index("audit_events_from").on(table.actingFromId, table.id),
    index("audit_events_of_subject").on(table.organizationId, table.subjectId, table.id),
  ],
);
