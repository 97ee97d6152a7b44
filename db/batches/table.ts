import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { DeletionTally, Tally } from "@/db/batches/rows";
import { timestamptz } from "@/db/columns";
import { groups } from "@/db/groups/table";
import { invitations } from "@/db/invitations/table";
import { organizations } from "@/db/organizations/table";

export const batchKind = pgEnum("batch_kind", ["invite", "send-again", "delete", "delete-organization"]);
export const batchState = pgEnum("batch_state", ["draft", "running", "finished", "stopped"]);
export const batchOutcome = pgEnum("batch_outcome", [
  "invited",
  "sent",
  "deleted",
  "already-a-user",
  "already-invited",
  "not-a-user-of-parent",
  "last-day-past",
  "no-email",
  "account-disabled",
  "ended",
  "too-soon",
  "too-often",
  "ungrantable",
  "group-gone",
  "refused",
]);

/**
 * What one person does to many at once. Of invitations, its id is a hash of the request: the same twice is one batch.
 * A deletion of an organization has no rows: what is still in there is still to do.
 */
export const batches = pgTable(
  "batches",
  {
    id: uuid("id").primaryKey(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    kind: batchKind("kind").notNull(),
    state: batchState("state").notNull(),
    /** Refers to nothing, as in the audit: who deletes the account and who runs the batch do not wait for each other. */
    actorId: uuid("actor_id").notNull(),
    address: text("address").notNull(),
    lifetimeHours: integer("lifetime_hours"),
    note: text("note"),
    membershipEndsAt: timestamptz("membership_ends_at"),
    /** The organization to delete, directly below. The batch goes with it; the audit log stays. */
    targetOrganizationId: uuid("target_organization_id").references(() => organizations.id, {
      onDelete: "cascade",
    }),
    /** How many rows there are, and how many of them have each outcome. */
    size: integer("size").notNull(),
    tally: jsonb("tally").$type<Tally | DeletionTally>().notNull().default({}),
    /** The sentence that tells why it was stopped. */
    because: text("because"),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
    startedAt: timestamptz("started_at"),
    endedAt: timestamptz("ended_at"),
  },
  (table) => [
    unique("batches_of_organization").on(table.organizationId, table.id),
    check("batches_lifetime", sql`${table.lifetimeHours} between 1 and 720`),
    check("batches_note_length", sql`length(${table.note}) between 1 and 500`),
    check("batches_started", sql`(${table.state} = 'draft') = (${table.startedAt} is null)`),
    check("batches_ended", sql`(${table.state} in ('finished', 'stopped')) = (${table.endedAt} is not null)`),
    check("batches_because", sql`(${table.state} = 'stopped') = (${table.because} is not null)`),
    index("batches_by_created").on(table.organizationId, table.createdAt, table.id),
    index("batches_of_actor").on(table.organizationId, table.actorId, table.createdAt, table.id),
    uniqueIndex("batches_running_on_target")
      .on(table.targetOrganizationId)
      .where(sql`${table.state} = 'running'`),
    index("batches_of_target").on(table.targetOrganizationId, table.createdAt),
    index("batches_drafts").on(table.createdAt).where(sql`${table.state} = 'draft'`),
  ],
);

/** `username` stays when the invitation goes. */
export const batchRows = pgTable(
  "batch_rows",
  {
    organizationId: uuid("organization_id").notNull(),
    batchId: uuid("batch_id").notNull(),
    position: integer("position").notNull(),
    username: text("username").notNull(),
    /** The one to change; when inviting, the one that was made. */
    invitationId: uuid("invitation_id"),
    /** Null until its turn has come; in a draft what is foreseen. */
    outcome: batchOutcome("outcome"),
    /** What its sentence needs: times, names of groups. */
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.position] }),
    foreignKey({
      name: "batch_rows_batch",
      columns: [table.organizationId, table.batchId],
      foreignColumns: [batches.organizationId, batches.id],
    }).onDelete("cascade"),
    // db/rules.sql narrows it to "on delete set null (invitation_id)", which Drizzle can't express.
    foreignKey({
      name: "batch_rows_invitation_of_organization",
      columns: [table.organizationId, table.invitationId],
      foreignColumns: [invitations.organizationId, invitations.id],
    }).onDelete("set null"),
    check("batch_rows_username_length", sql`length(${table.username}) between 1 and 64`),
    index("batch_rows_to_do").on(table.batchId, table.position).where(sql`${table.outcome} is null`),
    index("batch_rows_by_outcome").on(table.batchId, table.outcome, table.position),
    index("batch_rows_of_invitation").on(table.organizationId, table.invitationId),
  ],
);

/** The groups that one of the invited is to join, as `invitation_groups` keeps them: the name outlives the group. */
export const batchRowGroups = pgTable(
  "batch_row_groups",
  {
    organizationId: uuid("organization_id").notNull(),
    batchId: uuid("batch_id").notNull(),
    position: integer("position").notNull(),
    groupId: uuid("group_id"),
    groupName: text("group_name").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.position, table.groupName] }),
    foreignKey({
      name: "batch_row_groups_batch",
      columns: [table.organizationId, table.batchId],
      foreignColumns: [batches.organizationId, batches.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "batch_row_groups_row",
      columns: [table.batchId, table.position],
      foreignColumns: [batchRows.batchId, batchRows.position],
    }).onDelete("cascade"),
    // db/rules.sql narrows it to "on delete set null (group_id)", which Drizzle can't express.
    foreignKey({
      name: "batch_row_groups_group_of_organization",
      columns: [table.organizationId, table.groupId],
      foreignColumns: [groups.organizationId, groups.id],
    }).onDelete("set null"),
    index("batch_row_groups_of_group").on(table.organizationId, table.groupId),
  ],
);
