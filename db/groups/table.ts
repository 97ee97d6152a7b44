import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";
import { searchText } from "@/db/lists/search";
import { organizations } from "@/db/organizations/table";
import { roles } from "@/db/roles/table";

export const groups = pgTable(
  "groups",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id),
    name: text("name").notNull(),
    search: text("search").notNull().generatedAlwaysAs(searchText(sql`' ' || name`)),
    description: text("description").notNull().default(""),
    createdAt: timestamptz("created_at").notNull().defaultNow(),
  },
  (table) => [
    unique("groups_of_organization").on(table.organizationId, table.id),
    uniqueIndex("groups_by_name").on(table.organizationId, sql`lower(name)`),
    index("groups_by_search").on(table.organizationId, table.search, table.id),
    check("groups_name_length", sql`length(${table.name}) between 1 and 120`),
    check("groups_description_length", sql`length(${table.description}) <= 500`),
  ],
);

export const groupRoles = pgTable(
  "group_roles",
  {
    organizationId: uuid("organization_id").notNull(),
    groupId: uuid("group_id").notNull(),
    roleId: uuid("role_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.groupId, table.roleId] }),
    foreignKey({
      name: "group_roles_group_of_organization",
      columns: [table.organizationId, table.groupId],
      foreignColumns: [groups.organizationId, groups.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "group_roles_role_of_organization",
      columns: [table.organizationId, table.roleId],
      foreignColumns: [roles.organizationId, roles.id],
    }).onDelete("cascade"),
    index("group_roles_of_role").on(table.organizationId, table.roleId, table.groupId),
  ],
);
