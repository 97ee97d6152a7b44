import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";
import { groups } from "@/db/groups/table";
import { invitations } from "@/db/invitations/table";
import { jsonb } from "@/db/json";
import { searchText } from "@/db/lists/search";
import { organizations } from "@/db/organizations/table";
import type { RefusalReason } from "@/lib/refusals";
import type { DeletionTally, ListSource, Tally } from "./types";

export const bulkActionKind = pgEnum("bulk_action_kind", [
  "invite",
  "resend",
  "delete",
  "delete-organization",
]);
export const bulkActionState = pgEnum("bulk_action_state", ["draft", "running", "finished", "stopped"]);
export const bulkActionOutcome = pgEnum("bulk_action_outcome", [
  "invited",
  "sent",
  "deleted",
  "already-a-user",
  "already-invited",
  "not-a-user-of-parent",
  "not-looked-up",
  "last-day-past",
  "no-email",
  "account-disabled",
  "ended",
  "too-soon",
  "too-often",
  "ungrantable",
  "group-gone",
  "unreadable",
  "refused",
]);

/**
 * Work on many invitations, or the deletion of an organization, which has no rows. For work on invitations, the id is a hash
 * of the request, so that an identical request finds it.
 */
export const bulkActions = pgTable(
  "bulk_actions",
  {
    id: uuid("id").primaryKey(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    kind: bulkActionKind("kind").notNull(),
    state: bulkActionState("state").notNull(),
    /** Has no foreign key, so that deleting the account and running the bulk action don't wait for each other. */
    actorId: uuid("actor_id").notNull(),
    address: text("address").notNull(),
    lifetimeHours: integer("lifetime_hours"),
    note: text("note"),
    membershipEndsAt: timestamptz("membership_ends_at"),
    /** The child organization to delete. The bulk action is deleted with it. */
    targetOrganizationId: uuid("target_organization_id").references(() => organizations.id, {
      onDelete: "cascade",
    }),
    /** The number of rows. `tally` is the number of rows by outcome. */
    size: integer("size").notNull(),
    tally: jsonb("tally").$type<Tally | DeletionTally>().notNull().default({}),
    source: jsonb("source").$type<ListSource>(),
    /** Why it was stopped. */
    reason: jsonb("reason").$type<RefusalReason>(),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
    startedAt: timestamptz("started_at"),
    endedAt: timestamptz("ended_at"),
  },
  (table) => [
    unique("bulk_actions_of_organization").on(table.organizationId, table.id),
    check("bulk_actions_lifetime", sql`${table.lifetimeHours} between 1 and 720`),
    check("bulk_actions_note_length", sql`length(${table.note}) between 1 and 500`),
    check("bulk_actions_started", sql`(${table.state} = 'draft') = (${table.startedAt} is null)`),
    check(
      "bulk_actions_ended",
      sql`(${table.state} in ('finished', 'stopped')) = (${table.endedAt} is not null)`,
    ),
    check("bulk_actions_reason", sql`(${table.state} = 'stopped') = (${table.reason} is not null)`),
    index("bulk_actions_by_created").on(table.organizationId, table.createdAt, table.id),
    index("bulk_actions_of_actor").on(table.organizationId, table.actorId, table.createdAt, table.id),
    uniqueIndex("bulk_actions_running_on_target")
      .on(table.targetOrganizationId)
      .where(sql`${table.state} = 'running'`),
    index("bulk_actions_of_target").on(table.targetOrganizationId, table.createdAt),
    index("bulk_actions_drafts").on(table.createdAt).where(sql`${table.state} = 'draft'`),
  ],
);

/** `username` stays when the invitation is deleted. In an unreadable row it is the start of the entered text. */
export const bulkActionRows = pgTable(
  "bulk_action_rows",
  {
    organizationId: uuid("organization_id").notNull(),
    bulkActionId: uuid("bulk_action_id").notNull(),
    position: integer("position").notNull(),
    username: text("username").notNull(),
    search: text("search").notNull().generatedAlwaysAs(searchText(sql`' ' || username`)),
    /** The invitation to change, or the one that was created. */
    invitationId: uuid("invitation_id"),
    /** In a draft, the preview. Otherwise null until the row has been processed. */
    outcome: bulkActionOutcome("outcome"),
    /** `BulkActionDetails` */
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    primaryKey({ columns: [table.bulkActionId, table.position] }),
    foreignKey({
      name: "bulk_action_rows_bulk_action",
      columns: [table.organizationId, table.bulkActionId],
      foreignColumns: [bulkActions.organizationId, bulkActions.id],
    }).onDelete("cascade"),
    // db/rules.sql narrows it to "on delete set null (invitation_id)", which Drizzle can't express.
    foreignKey({
      name: "bulk_action_rows_invitation_of_organization",
      columns: [table.organizationId, table.invitationId],
      foreignColumns: [invitations.organizationId, invitations.id],
    }).onDelete("set null"),
    check(
      "bulk_action_rows_username_length",
      sql`length(${table.username}) between (${table.outcome} is distinct from 'unreadable')::int and 64`,
    ),
    index("bulk_action_rows_to_do")
      .on(table.bulkActionId, table.position)
      .where(sql`${table.outcome} is null`),
    index("bulk_action_rows_by_outcome").on(table.bulkActionId, table.outcome, table.position),
    index("bulk_action_rows_of_invitation").on(table.organizationId, table.invitationId),
  ],
);

/** The groups that a user is invited to. The name stays when the group is deleted, as in `invitation_groups`. */
export const bulkActionRowGroups = pgTable(
  "bulk_action_row_groups",
  {
    organizationId: uuid("organization_id").notNull(),
    bulkActionId: uuid("bulk_action_id").notNull(),
    position: integer("position").notNull(),
    groupId: uuid("group_id"),
    groupName: text("group_name").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bulkActionId, table.position, table.groupName] }),
    foreignKey({
      name: "bulk_action_row_groups_bulk_action",
      columns: [table.organizationId, table.bulkActionId],
      foreignColumns: [bulkActions.organizationId, bulkActions.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "bulk_action_row_groups_row",
      columns: [table.bulkActionId, table.position],
      foreignColumns: [bulkActionRows.bulkActionId, bulkActionRows.position],
    }).onDelete("cascade"),
    // db/rules.sql narrows it to "on delete set null (group_id)", which Drizzle can't express.
    foreignKey({
      name: "bulk_action_row_groups_group_of_organization",
      columns: [table.organizationId, table.groupId],
      foreignColumns: [groups.organizationId, groups.id],
    }).onDelete("set null"),
    index("bulk_action_row_groups_of_group").on(table.organizationId, table.groupId),
  ],
);
