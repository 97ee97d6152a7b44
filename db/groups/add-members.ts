import { sql } from "drizzle-orm";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { isCurrent } from "@/db/access/rights";
import { causeOf } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { GroupMembers } from "@/db/groups/input";
import { uuids } from "@/db/uuid";

/**
 * Puts users of this organization into a group. Others among the ids (members of it already, no users here) are passed
 * over.
 * @returns how many came in
 * @throws NotFound when there is no such group here, or none of them is a user here; Forbidden when the group allows
 * more than the actor may do here
 */
export const addMembers = defineCommand<GroupMembers, number>(
  { permission: "users.assign" },
  async ({ tx, ctx, input }) => {
    await requireGrantableGroups(tx, ctx, [input.groupId]);
    const cause = causeOf(ctx);
    const [row] = await tx.execute<{ found: number; added: number }>(sql`
      with found as (
        select user_id, username from memberships m
        where ${isCurrent(sql`m`)} and organization_id = ${cause.organizationId} and user_id = any(${uuids(input.userIds)})
        order by user_id for key share
      ),
      added as (
        insert into membership_groups (organization_id, user_id, group_id)
        select ${cause.organizationId}::uuid, user_id, ${input.groupId}::uuid from found
        on conflict do nothing returning user_id
      ),
      audited as (
        insert into audit_events (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details)
        select ${cause.organizationId}::uuid, ${cause.actorId}::uuid, ${cause.actorName}, ${cause.actingFromId}::uuid, ${cause.address},
          'users.assign', user_id, username, jsonb_build_object('added', jsonb_build_array(g.name))
        from added join found using (user_id) cross join groups g where g.id = ${input.groupId}
        order by username
      )
      select (select count(*)::int from found) as found, (select count(*)::int from added) as added`);
    if (!row?.found) throw new NotFound("None of them is a user here any more.");
    return row.added;
  },
);
