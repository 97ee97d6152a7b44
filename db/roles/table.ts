import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";
import { searchText } from "@/db/lists/search";
import { organizations } from "@/db/organizations/table";

/** The administrator role has every permission, including those that a later version adds. */
export const roles = pgTable(
  "roles",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id),
    name: text("name").notNull(),
    search: text("search").notNull().generatedAlwaysAs(searchText(sql`' ' || name`)),
    description: text("description").notNull().default(""),
    permissions: text("permissions").array().notNull().default([]),
    isAdministrator: boolean("is_administrator").notNull().default(false),
    /** Whether it lets its holders work as administrators in all organizations below. */
    canEnterDescendants: boolean("can_enter_descendants")
      .notNull()
      .generatedAlwaysAs(sql`is_administrator or 'organizations.enter' = any(permissions)`),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
  },
  (table) => [
    unique("roles_of_organization").on(table.organizationId, table.id),
    uniqueIndex("roles_by_name").on(table.organizationId, sql`lower(name)`),
    index("roles_by_search").on(table.organizationId, table.search, table.id),
    uniqueIndex("roles_one_administrator").on(table.organizationId).where(sql`${table.isAdministrator}`),
    check("roles_name_length", sql`length(${table.name}) between 1 and 120`),
    check("roles_description_length", sql`length(${table.description}) <= 500`),
  ],
);
