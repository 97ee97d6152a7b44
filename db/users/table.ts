import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { isLocale, timestamptz } from "@/db/columns";
import { searchText } from "@/db/lists/search";
import { organizations } from "@/db/organizations/table";
import { mailboxInSql } from "@/db/users/mailbox";
import type { Locale } from "@/i18n/locale";

export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    rootId: uuid("root_id").notNull(),
    managingOrganizationId: uuid("managing_organization_id").notNull(),
    username: text("username").notNull(),
    /** What the username looks like (`usernameSkeleton`). A trigger fills in an empty one, for ASCII usernames only. */
    usernameSkeleton: text("username_skeleton").notNull().default(""),
    name: text("name").notNull(),
    email: text("email"),
    /** The same for all spellings of an address (`mailboxOf`). */
    mailbox: text("mailbox").generatedAlwaysAs(mailboxInSql(sql`email`)),
    /**
     * The address with which the account was created (a trigger fills it in), or to which the link was emailed that last set
     * its password. The account can be invited by its email address only while that is the confirmed one.
     */
    confirmedEmail: text("confirmed_email"),
    passwordHash: text("password_hash"),
    disabledAt: timestamptz("disabled_at"),
    /** Whether they get an email when someone they invited accepts or declines. */
    wantsResponseEmails: boolean("wants_response_emails").notNull().default(false),
    /** The time zone in which the account sees times; null for the browser's. */
    timeZone: text("time_zone"),
    /** The language of pages and emails; null until the user chooses one. */
    locale: text("locale").$type<Locale>(),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
    search: text("search")
      .notNull()
      .generatedAlwaysAs(searchText(sql`' ' || username || ' ' || name || ' ' || coalesce(email, '')`)),
  },
  (table) => [
    unique("users_username").on(table.rootId, table.username),
    unique("users_username_skeleton").on(table.rootId, table.usernameSkeleton),
    unique("users_id_root").on(table.id, table.rootId),
    unique("users_id_managing").on(table.id, table.managingOrganizationId),
    unique("users_id_copies").on(table.id, table.username, table.name, table.search),
    foreignKey({
      name: "users_managed_in_tree",
      columns: [table.managingOrganizationId, table.rootId],
      foreignColumns: [organizations.id, organizations.rootId],
    }),
    check("users_username_form", sql`${table.username} ~ '^[^[:space:],\\u003b]{1,64}$'`),
    check("users_name_length", sql`length(${table.name}) between 1 and 120`),
    check("users_email_length", sql`length(${table.email}) between 3 and 254`),
    check("users_time_zone_length", sql`length(${table.timeZone}) between 1 and 64`),
    check("users_locale", isLocale(table.locale)),
    index("users_managing").on(table.managingOrganizationId),
    index("users_mailbox").on(table.rootId, table.mailbox),
    index("users_email").on(table.rootId, sql`lower(${table.email})`),
  ],
);

/**
 * Usernames that accounts had until they were renamed or deleted, inserted by a trigger. For 90 days, no other account can
 * take a username that looks the same. `userId` has no foreign key, because the account may be deleted.
 */
export const releasedUsernames = pgTable(
  "released_usernames",
  {
    rootId: uuid("root_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    usernameSkeleton: text("username_skeleton").notNull(),
    userId: uuid("user_id").notNull(),
    releasedAt: timestamptz("released_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.rootId, table.usernameSkeleton] })],
);
