import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { isLocale, timestamptz } from "@/db/columns";
import { searchText } from "@/db/lists/search";
import type { Locale } from "@/i18n/locale";
import { DEFAULT_SETTINGS } from "@/lib/settings";

export const MAX_DEPTH = 8;

/** `path` describes the tree: ids from the root to the organization itself. Generated columns derive the rest. */
export const organizations = pgTable(
  "organizations",
  {
    id: uuid("id").primaryKey(),
    path: uuid("path").array().notNull(),
    parentPath: uuid("parent_path").array().notNull().generatedAlwaysAs(sql`path[1:cardinality(path) - 1]`),
    parentId: uuid("parent_id").generatedAlwaysAs(sql`path[cardinality(path) - 1]`),
    rootId: uuid("root_id").notNull().generatedAlwaysAs(sql`path[1]`),
    handle: text("handle").unique(),
    name: text("name").notNull(),
    depth: integer("depth").notNull().generatedAlwaysAs(sql`cardinality(path)`),
    /** For searching and sorting. */
    search: text("search").notNull().generatedAlwaysAs(searchText(sql`' ' || name`)),
    invitationLifetimeHours: integer("invitation_lifetime_hours")
      .notNull()
      .default(DEFAULT_SETTINGS.lifetimeHours),
    /** Sessions of managed accounts end after this many hours without a request. */
    sessionIdleHours: integer("session_idle_hours").notNull().default(DEFAULT_SETTINGS.sessionIdleHours),
    /** The sender name in emails; null for the name of the organization. */
    senderName: text("sender_name"),
    /** The color of the buttons in emails and on the acceptance page, like "#1a56db". */
    color: text("color"),
    /** Its memberships' last days end in this time zone, and its emails state times in it. */
    timeZone: text("time_zone").notNull().default(DEFAULT_SETTINGS.timeZone),
    /** The language of its emails and pages for people who haven't chosen one. */
    defaultLocale: text("default_locale").$type<Locale>().notNull().default(DEFAULT_SETTINGS.defaultLanguage),
    disabledAt: timestamptz("disabled_at"),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
  },
  (table) => [
    unique("organizations_id_path").on(table.id, table.path),
    unique("organizations_id_root").on(table.id, table.rootId),
    unique("organizations_id_parent").on(table.id, table.parentId),
    foreignKey({
      name: "organizations_parent",
      columns: [table.parentId, table.parentPath],
      foreignColumns: [table.id, table.path],
    }),
    check("organizations_path_ends_here", sql`${table.path}[cardinality(${table.path})] = ${table.id}`),
    check("organizations_depth", sql`cardinality(${table.path}) between 1 and 8`),
    check(
      "organizations_handle_of_roots",
      sql`(${table.handle} is not null) = (cardinality(${table.path}) = 1)`,
    ),
    check("organizations_handle_form", sql`${table.handle} ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'`),
    check("organizations_name_length", sql`length(${table.name}) between 1 and 120`),
    check("organizations_lifetime", sql`${table.invitationLifetimeHours} between 1 and 720`),
    check("organizations_session_idle", sql`${table.sessionIdleHours} between 1 and 168`),
    check("organizations_sender_name_length", sql`length(${table.senderName}) between 1 and 64`),
    check("organizations_color_form", sql`${table.color} ~ '^#[0-9a-f]{6}$'`),
    check("organizations_time_zone_length", sql`length(${table.timeZone}) between 1 and 64`),
    check("organizations_default_locale", isLocale(table.defaultLocale)),
    index("organizations_children_by_name").on(table.parentId, table.search, table.id),
    index("organizations_by_name").on(table.rootId, table.search, table.id),
    index("organizations_below").using("gin", table.path),
    index("organizations_by_depth").on(table.rootId, table.depth, table.search, table.id),
    index("organizations_disabled").on(table.id).where(sql`${table.disabledAt} is not null`),
    index("organizations_search").using("gin", table.rootId, table.search.op("gin_trgm_ops")),
  ],
);
