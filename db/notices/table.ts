import { sql } from "drizzle-orm";
import { pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";

export const noticeKind = pgEnum("account_notice_kind", [
  "email-changed",
  "username-changed",
  "password-changed",
  "password-set",
  "account-disabled",
  "account-deleted",
]);

/**
 * Emails about changes of accounts, until they are sent. A notice keeps names and address as they were at the time of the
 * change and has no foreign keys: account and organization may have been changed or deleted when the email is sent.
 */
export const accountNotices = pgTable("account_notices", {
  id: uuid("id").primaryKey().defaultRandom(),
  kind: noticeKind("kind").notNull(),
  email: text("email").notNull(),
  name: text("name").notNull(),
  username: text("username").notNull(),
  organizationId: uuid("organization_id").notNull(),
  organizationName: text("organization_name").notNull(),
  /** Null for the account itself. */
  actorName: text("actor_name"),
  actorUsername: text("actor_username"),
  happenedAt: timestamptz("happened_at").notNull().default(sql`clock_timestamp()`),
});
