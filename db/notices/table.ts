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
 * Emails that tell people what was done to their account, until they are sent. All of it is as it was then, the address too:
 * account and organization may be gone or changed when the email is sent, so it refers to nothing.
 */
export const accountNotices = pgTable("account_notices", {
  id: uuid("id").primaryKey().defaultRandom(),
  kind: noticeKind("kind").notNull(),
  email: text("email").notNull(),
  name: text("name").notNull(),
  username: text("username").notNull(),
  organizationId: uuid("organization_id").notNull(),
  organizationName: text("organization_name").notNull(),
  /** Who did it; null for the account itself. */
  actorName: text("actor_name"),
  actorUsername: text("actor_username"),
  happenedAt: timestamptz("happened_at").notNull().default(sql`clock_timestamp()`),
});
