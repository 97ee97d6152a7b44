import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { bytes, timestamptz } from "@/db/columns";
import { emailState } from "@/db/invitations/table";
import { jsonb } from "@/db/json";
import { users } from "@/db/users/table";
import type { EmailError } from "@/lib/email-errors";

/**
 * The link with which a user can set a password: the first one of a new account, or a new one for a forgotten password.
 * Using it deletes the row.
 */
export const passwordLinks = pgTable(
  "password_links",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The link is derived from it. */
    linkId: uuid("link_id").notNull().defaultRandom(),
    linkHash: bytes("link_hash").unique("password_links_link"),
    /** Counts the emails. Several can contain the same link. */
    sending: integer("sending").notNull().default(1),
    /** When the first attempt of the current sending began that may have delivered its email. */
    deliveryBeganAt: timestamptz("delivery_began_at"),
    emailState: emailState("email_state").notNull().default("waiting"),
    emailError: jsonb("email_error").$type<EmailError>(),
    /** When this link was first requested. Further requests keep a link that is still valid. */
    requestedAt: timestamptz("requested_at").notNull().defaultNow(),
    sentAt: timestamptz("sent_at"),
    expiresAt: timestamptz("expires_at"),
  },
  (table) => [
    check("password_links_link_is_a_hash", sql`octet_length(${table.linkHash}) = 32`),
    index("password_links_failed_email").on(table.userId).where(sql`${table.emailState} = 'failed'`),
  ],
);
