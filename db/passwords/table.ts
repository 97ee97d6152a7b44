import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, moment } from "@/db/columns";
import { mailState } from "@/db/invitations/table";
import { users } from "@/db/users/table";

/**
 * The one link by which somebody may set a password: the first one of a new account, or a new one for a forgotten.
 * A new request takes the place of the one before, whose link is dead at once; a used one is gone.
 */
export const passwordLinks = pgTable(
  "password_links",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    linkHash: bytes("link_hash").unique("password_links_link"),
    sending: integer("sending").notNull().default(0),
    mailState: mailState("mail_state").notNull().default("waiting"),
    mailError: text("mail_error"),
    requestedAt: moment("requested_at").notNull().defaultNow(),
    sentAt: moment("sent_at"),
    expiresAt: moment("expires_at"),
  },
  (table) => [check("password_links_link_is_a_hash", sql`octet_length(${table.linkHash}) = 32`)],
);
