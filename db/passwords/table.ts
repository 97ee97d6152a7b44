import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, timestamptz } from "@/db/columns";
import { emailState } from "@/db/invitations/table";
import { users } from "@/db/users/table";

/**
 * The one link with which a person can set a password: the first one of a new account, or a new one for a forgotten password.
 * Using it deletes the row.
 */
export const passwordLinks = pgTable(
  "password_links",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** What the link is derived from: another id is another link. */
    linkId: uuid("link_id").notNull().defaultRandom(),
    linkHash: bytes("link_hash").unique("password_links_link"),
    /** Counts the emails, which may carry the same link. */
    sending: integer("sending").notNull().default(1),
    /** When the first try of the current sending began that may have delivered its email. */
    deliveryBeganAt: timestamptz("delivery_began_at"),
    emailState: emailState("email_state").notNull().default("waiting"),
    emailError: text("email_error"),
    /** When this link was first requested: another request keeps a live link. */
    requestedAt: timestamptz("requested_at").notNull().defaultNow(),
    sentAt: timestamptz("sent_at"),
    expiresAt: timestamptz("expires_at"),
  },
  (table) => [
    check("password_links_link_is_a_hash", sql`octet_length(${table.linkHash}) = 32`),
    index("password_links_failed_email").on(table.userId).where(sql`${table.emailState} = 'failed'`),
  ],
);
