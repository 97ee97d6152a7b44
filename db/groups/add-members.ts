import { sql } from "drizzle-orm";
import { z } from "zod";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { isCurrent } from "@/db/access/rights";
import { causeOf, insertAuditEvents, recordedBy } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { GroupMembers } from "@/db/groups/input";
import { requireFewGroups } from "@/db/memberships/group-limit";
import { rowsOf } from "@/db/rows";
import { uuids } from "@/db/uuid";

/**
 * Adds users of this organization to a group. Skips ids of users who are in it already or who aren't users here.
 * @returns how many were added
 * @throws NotFound if the group isn't of this organization, or none of the ids is of a user here; Forbidden if the actor
 * can't grant the group; Conflict for a user who would have more than 500 groups
 */
export const addMembers = defineCommand<GroupMembers, number>(
  { permission: "users.assign" },
  async ({ tx, ctx, input }) => {
    await requireGrantableGroups(tx, ctx, [input.groupId]);
    const cause = causeOf(ctx);
    const [row] = await rowsOf(tx, z.object({ found: z.number(), added: z.number() }))`
      with found as (
        select user_id, username
        from memberships m
        where ${isCurrent(sql`m`)}
          and organization_id = ${cause.organizationId}
          and user_id = any(${uuids(input.userIds)})
        order by user_id
        for key share
      ),
      added as (
        insert into membership_groups (organization_id, user_id, group_id)
        select ${cause.organizationId}::uuid, user_id, ${input.groupId}::uuid
        from found
        on conflict do nothing
        returning user_id
      ),
      events as (${insertAuditEvents(
        cause,
        {
          action: "users.assign",
          subject: { id: sql`user_id`, name: sql`username` },
          details: { added: sql`jsonb_build_array(g.name)` },
        },
        sql`added
          join found using (user_id)
          cross join groups g
          where g.id = ${input.groupId}
          order by username`,
      )})
      select
        (select count(*)::int from found) as found,
        (select count(*)::int from added) as added`;
    if (!row?.found) throw new NotFound({ code: "no-such-users" });
    await requireFewGroups(tx, ctx, input.userIds);
    return recordedBy("insertAuditEvents").returning(row.added);
  },
);
