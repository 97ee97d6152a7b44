import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { jsonColumn } from "@/db/lists/json-column";
import { constant } from "@/db/lists/keyset";
import { memberships, organizations, users } from "@/db/schema";

/** The organization that manages the account, and the user who invited it. */
export const managing = alias(organizations, "managing");
export const inviter = alias(users, "inviter");

/**
 * The columns of a member: of memberships, users, `managing` and `inviter`.
 * @param groupsShown how many groups to include, the first by name
 */
export const memberColumns = (groupsShown: number) => ({
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
      select coalesce(json_agg(shown), '[]')
      from (
        select g.id, g.name
        from membership_groups mg
        join groups g on g.id = mg.group_id
        where mg.organization_id = ${memberships.organizationId}
          and mg.user_id = ${memberships.userId}
        order by g.name
        limit ${constant(groupsShown)}
      ) as shown
    )`,
    z.array(z.object({ id: z.string(), name: z.string() })),
  ),
  groupCount: sql`(
    select count(*)::int
    from membership_groups mg
    where mg.organization_id = ${memberships.organizationId} and mg.user_id = ${memberships.userId}
  )`.mapWith(Number),
  joinedAt: memberships.joinedAt,
  ends: sql`nullif(${memberships.ends}, 'infinity')`.mapWith((time: string): Date | null => new Date(time)),
});
