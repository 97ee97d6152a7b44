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
import { bytes, timestamptz } from "@/db/columns";
import { groups } from "@/db/groups/table";
import { jsonb } from "@/db/json";
import { organizations } from "@/db/organizations/table";
import { users } from "@/db/users/table";
import type { EmailError } from "@/lib/email-errors";

export const invitationStatus = pgEnum("invitation_status", ["pending", "accepted", "declined", "deleted"]);
export const emailState = pgEnum("email_state", ["waiting", "sent", "failed"]);
export const invitationEnd = pgEnum("invitation_end", [
  "accepted",
  "declined",
  "deleted",
  "replaced",
  "left-parent",
  "account-disabled",
]);

export const invitations = pgTable(
  "invitations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    organizationId: uuid("organization_id").notNull(),
    parentOrganizationId: uuid("parent_organization_id").notNull(),
    rootId: uuid("root_id").notNull(),
    userId: uuid("user_id").notNull(),
    username: text("username").notNull(),
    name: text("name").notNull(),
    search: text("search").notNull(),
    /**
     * The account that username, name and search text are copied from. A trigger sets it to null when the invitation is
     * declined or deleted, or its membership ends. Then the copies aren't updated anymore.
     */
    copiedFrom: uuid("copied_from"),
    inviterId: uuid("inviter_id"),
    requestId: uuid("request_id"),
    status: invitationStatus("status").notNull().default("pending"),
    /** When the membership will end. The link expires then at the latest. */
    membershipEndsAt: timestamptz("membership_ends_at"),
    lifetimeHours: integer("lifetime_hours").notNull(),
    /** From the inviter to the invitee. */
    note: text("note"),
    /** The name of the user who wrote the note. Stays when somebody else resends the invitation. */
    noteAuthor: text("note_author"),
    linkHash: bytes("link_hash").unique("invitations_link"),
    /** The number of the current sending. Its link is derived from it. */
    sending: integer("sending").notNull().default(1),
    /** When the first attempt of the current sending began that may have delivered the email. */
    deliveryBeganAt: timestamptz("delivery_began_at"),
    emailState: emailState("email_state").notNull().default("waiting"),
    emailError: jsonb("email_error").$type<EmailError>(),
    sentAt: timestamptz("sent_at"),
    /** How many emails were sent. */
    sentCount: integer("sent_count").notNull().default(0),
    /** When it was resent. */
    resentAt: timestamptz("resent_at").array().notNull().default(sql`'{}'`),
    /** When the invitee, signed in, first opened the link. */
    openedAt: timestamptz("opened_at"),
    /** When a new link was requested; null again after resending. */
    newLinkRequestedAt: timestamptz("new_link_requested_at"),
    expiresAt: timestamptz("expires_at"),
    endedAt: timestamptz("ended_at"),
    endReason: invitationEnd("end_reason"),
    /** From the invitee, to those who can see the invitation. */
    declineReason: text("decline_reason"),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
    sentOrder: timestamptz("sent_order").notNull().generatedAlwaysAs(sql`coalesce(sent_at, created_at)`),
    expiresOrder: timestamptz("expires_order")
      .notNull()
      .generatedAlwaysAs(sql`coalesce(expires_at, 'infinity')`),
  },
  (table) => [
    unique("invitations_of_organization").on(table.organizationId, table.id),
    uniqueIndex("invitations_one_pending")
      .on(table.organizationId, table.userId)
      .where(sql`${table.status} = 'pending'`),
    foreignKey({
      name: "invitations_direct_parent",
      columns: [table.organizationId, table.parentOrganizationId],
      foreignColumns: [organizations.id, organizations.parentId],
    }),
    foreignKey({
      name: "invitations_tree",
      columns: [table.organizationId, table.rootId],
      foreignColumns: [organizations.id, organizations.rootId],
    }),
    foreignKey({
      name: "invitations_user_of_tree",
      columns: [table.userId, table.rootId],
      foreignColumns: [users.id, users.rootId],
    }).onDelete("cascade"),
    foreignKey({
      name: "invitations_copies",
      columns: [table.copiedFrom, table.username, table.name, table.search],
      foreignColumns: [users.id, users.username, users.name, users.search],
    })
      .onDelete("cascade")
      .onUpdate("cascade"),
    foreignKey({
      name: "invitations_inviter",
      columns: [table.inviterId],
      foreignColumns: [users.id],
    }).onDelete("set null"),
    check("invitations_lifetime", sql`${table.lifetimeHours} between 1 and 720`),
    check("invitations_note_length", sql`length(${table.note}) between 1 and 500`),
    check("invitations_note_author", sql`(${table.note} is null) = (${table.noteAuthor} is null)`),
    check("invitations_decline_reason_length", sql`length(${table.declineReason}) between 1 and 300`),
    check("invitations_link_is_a_hash", sql`octet_length(${table.linkHash}) = 32`),
    check("invitations_end", sql`(${table.status} = 'pending') = (${table.endedAt} is null)`),
    check("invitations_end_reason", sql`(${table.status} = 'pending') = (${table.endReason} is null)`),
    index("invitations_by_sent")
      .on(table.organizationId, table.sentOrder, table.id)
      .where(sql`${table.status} <> 'deleted'`),
    index("invitations_by_username")
      .on(table.organizationId, table.username, table.id)
      .where(sql`${table.status} <> 'deleted'`),
    index("invitations_by_expires")
      .on(table.organizationId, table.expiresOrder, table.id)
      .where(sql`${table.status} <> 'deleted'`),
    index("invitations_by_status_sent").on(table.organizationId, table.status, table.sentOrder, table.id),
    index("invitations_by_status_username").on(table.organizationId, table.status, table.username, table.id),
    index("invitations_by_status_expires").on(
      table.organizationId,
      table.status,
      table.expiresOrder,
      table.id,
    ),
    index("invitations_search").using("gin", table.organizationId, table.search.op("gin_trgm_ops")),
    index("invitations_copied_from").on(table.copiedFrom),
    index("invitations_of_user").on(table.userId, table.parentOrganizationId),
    index("invitations_of_inviter").on(table.inviterId, table.organizationId, table.endedAt),
    index("invitations_new_link_requested")
      .on(table.organizationId, table.newLinkRequestedAt)
      .where(sql`${table.newLinkRequestedAt} is not null and ${table.status} = 'pending'`),
    // For the metrics (db/metrics.ts). Has few rows, so most writes don't touch it.
    index("invitations_failed_email")
      .on(table.id)
      .where(sql`${table.emailState} = 'failed' and ${table.status} = 'pending'`),
  ],
);

/**
 * The hashes of links that a newer email has replaced, inserted by a trigger. The page of such a link says that there is a
 * newer one.
 */
export const replacedLinks = pgTable(
  "replaced_links",
  {
    linkHash: bytes("link_hash").primaryKey(),
    invitationId: uuid("invitation_id")
      .notNull()
      .references(() => invitations.id, { onDelete: "cascade" }),
  },
  (table) => [
    check("replaced_links_link_is_a_hash", sql`octet_length(${table.linkHash}) = 32`),
    index("replaced_links_of_invitation").on(table.invitationId),
  ],
);

/**
 * The emails of organizations that were deleted since, for a day, because they count in the daily limits. Without foreign keys,
 * so that deleting an organization locks neither its users nor the organizations above it.
 */
export const deletedInvitationEmails = pgTable(
  "deleted_invitation_emails",
  {
    userId: uuid("user_id").notNull(),
    topLevelOrganizationId: uuid("top_level_organization_id").notNull(),
    sentAt: timestamptz("sent_at").notNull(),
  },
  (table) => [index("deleted_invitation_emails_of_user").on(table.userId, table.topLevelOrganizationId)],
);

/** `groupName` is the name when the group was chosen. It stays when the group is deleted; `groupId` becomes null. */
export const invitationGroups = pgTable(
  "invitation_groups",
  {
    organizationId: uuid("organization_id").notNull(),
    invitationId: uuid("invitation_id").notNull(),
    groupId: uuid("group_id"),
    groupName: text("group_name").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.invitationId, table.groupName] }),
    foreignKey({
      name: "invitation_groups_invitation",
      columns: [table.organizationId, table.invitationId],
      foreignColumns: [invitations.organizationId, invitations.id],
    }).onDelete("cascade"),
    // db/rules.sql narrows it to "on delete set null (group_id)", which Drizzle can't express.
    foreignKey({
      name: "invitation_groups_group_of_organization",
      columns: [table.organizationId, table.groupId],
      foreignColumns: [groups.organizationId, groups.id],
    }).onDelete("set null"),
    index("invitation_groups_of_group").on(table.organizationId, table.groupId),
  ],
);
