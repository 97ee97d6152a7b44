import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { jsonColumn } from "@/db/lists/json-column";
import { memberships, organizations, users } from "@/db/schema";

/** The organization that manages the account, and the user who invited it. */
export const managing = alias(organizations, "managing");
export const inviter = alias(users, "inviter");

/** The columns of a member in a list: of memberships, users, `managing` and `inviter`. */
export const memberColumns = {
  userId: memberships.userId,
  username: memberships.username,
  name: memberships.name,
  email: users.email,
  disabled: sql`${users.disabledAt} is not null`.mapWith(Boolean),
  origin: memberships.origin,
  managedBy: { id: managing.id, name: managing.name },
  invitedBy: inviter.name,
  groups: jsonColumn(
    sql`(
      select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name), '[]')
      from membership_groups mg
      join groups g on g.id = mg.group_id
      where mg.organization_id = ${memberships.organizationId}
        and mg.user_id = ${memberships.userId}
    )`,
    z.array(z.object({ id: z.string(), name: z.string() })),
  ),
  joinedAt: memberships.joinedAt,
  ends: sql`nullif(${memberships.ends}, 'infinity')`.mapWith((time: string): Date | null => new Date(time)),
};
