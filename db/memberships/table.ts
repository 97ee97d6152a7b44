import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { timestamptz } from "@/db/columns";
import { groups } from "@/db/groups/table";
import { organizations } from "@/db/organizations/table";
import { users } from "@/db/users/table";

export const membershipOrigin = pgEnum("membership_origin", ["managed", "invited"]);

/**
 * A user in an organization. `username`, `name` and `search` are copies that a foreign key updates, so that a page of members
 * reads only one index.
 */
export const memberships = pgTable(
  "memberships",
  {
    organizationId: uuid("organization_id").notNull(),
    userId: uuid("user_id").notNull(),
    rootId: uuid("root_id").notNull(),
    origin: membershipOrigin("origin").notNull(),
    managedBy: uuid("managed_by").generatedAlwaysAs(
      sql`case when origin = 'managed' then organization_id end`,
    ),
    parentOrganizationId: uuid("parent_organization_id"),
    invitationId: uuid("invitation_id"),
    invitedById: uuid("invited_by_id"),
    username: text("username").notNull(),
    name: text("name").notNull(),
    search: text("search").notNull(),
    joinedAt: timestamptz("joined_at").notNull().defaultNow(),
    /** The end date chosen for an invited member. */
    endsAt: timestamptz("ends_at"),
    /** When the parent membership ends: a copy that the foreign key updates. */
    parentEndsAt: timestamptz("parent_ends_at"),
    /** The earlier of both: when the membership ends (`isCurrent`). */
    ends: timestamptz("ends")
      .notNull()
      .generatedAlwaysAs(
        sql`least(coalesce(ends_at, 'infinity'::timestamptz), coalesce(parent_ends_at, 'infinity'::timestamptz))`,
      ),
    /** The end date that both sides got an email about. */
    endNotifiedFor: timestamptz("end_notified_for"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    unique("memberships_with_end").on(table.organizationId, table.userId, table.ends),
    foreignKey({
      name: "memberships_organization",
      columns: [table.organizationId, table.rootId],
      foreignColumns: [organizations.id, organizations.rootId],
    }),
    foreignKey({
      name: "memberships_user_of_tree",
      columns: [table.userId, table.rootId],
      foreignColumns: [users.id, users.rootId],
    }).onDelete("cascade"),
    foreignKey({
      name: "memberships_managed_here",
      columns: [table.userId, table.managedBy],
      foreignColumns: [users.id, users.managingOrganizationId],
    }).onDelete("cascade"),
    foreignKey({
      name: "memberships_copies",
      columns: [table.userId, table.username, table.name, table.search],
      foreignColumns: [users.id, users.username, users.name, users.search],
    })
      .onDelete("cascade")
      .onUpdate("cascade"),
    foreignKey({
      name: "memberships_direct_parent",
      columns: [table.organizationId, table.parentOrganizationId],
      foreignColumns: [organizations.id, organizations.parentId],
    }),
    foreignKey({
      name: "memberships_came_through_parent",
      columns: [table.parentOrganizationId, table.userId, table.parentEndsAt],
      foreignColumns: [table.organizationId, table.userId, table.ends],
    })
      .onDelete("cascade")
      .onUpdate("cascade"),
    foreignKey({
      name: "memberships_inviter",
      columns: [table.invitedById],
      foreignColumns: [users.id],
    }).onDelete("set null"),
    check(
      "memberships_invited_from_parent",
      sql`(${table.origin} = 'invited') = (${table.parentOrganizationId} is not null)`,
    ),
    check(
      "memberships_end_with_parent",
      sql`(${table.origin} = 'invited') = (${table.parentEndsAt} is not null)`,
    ),
    check("memberships_managed_stay", sql`${table.origin} = 'invited' or ${table.endsAt} is null`),
    index("memberships_by_username").on(table.organizationId, table.username),
    index("memberships_by_name").on(table.organizationId, table.name, table.userId),
    index("memberships_by_joined").on(table.organizationId, table.joinedAt, table.userId),
    index("memberships_search").using("gin", table.organizationId, table.search.op("gin_trgm_ops")),
    index("memberships_of_user").on(table.userId),
    index("memberships_through_parent").on(table.parentOrganizationId, table.userId),
    index("memberships_invited_by").on(table.invitedById),
    index("memberships_ending").on(table.ends).where(sql`${table.ends} < 'infinity'`),
    index("memberships_ending_here")
      .on(table.organizationId, table.ends)
      .where(sql`${table.ends} < 'infinity'`),
  ],
);

export const membershipGroups = pgTable(
  "membership_groups",
  {
    organizationId: uuid("organization_id").notNull(),
    userId: uuid("user_id").notNull(),
    groupId: uuid("group_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId, table.groupId] }),
    foreignKey({
      name: "membership_groups_membership",
      columns: [table.organizationId, table.userId],
      foreignColumns: [memberships.organizationId, memberships.userId],
    }).onDelete("cascade"),
    foreignKey({
      name: "membership_groups_group_of_organization",
      columns: [table.organizationId, table.groupId],
      foreignColumns: [groups.organizationId, groups.id],
    }).onDelete("cascade"),
    index("membership_groups_of_group").on(table.organizationId, table.groupId, table.userId),
  ],
);
