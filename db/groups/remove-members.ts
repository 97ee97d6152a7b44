import { sql } from "drizzle-orm";
import { z } from "zod";
import { lockAdministrators, requireRemainingAdministrator } from "@/db/access/last-administrator";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { membershipsRights } from "@/db/access/rights-lock";
import { causeOf, insertAuditEvents, recordedBy } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { GroupMembers } from "@/db/groups/input";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { uuids } from "@/db/uuid";

/**
 * Removes users from a group of this organization. They stay users of the organization. Skips ids of others.
 * @returns how many were removed
 * @throws NotFound if none of them is in the group; Forbidden if the actor can't grant the group; Conflict if a root
 * organization would lose its last administrator
 */
export const removeMembers = defineCommand<GroupMembers, number>(
  {
    permission: "users.assign",
    revokes: async ({ ctx, input }) => {
      await requireAnyMember(ctx, input);
      return membershipsRights(ctx.organization.id, input.userIds);
    },
  },
  async ({ tx, ctx, input }) => {
    await lockAdministrators(tx, ctx);
    await requireGrantableGroups(tx, ctx, [input.groupId], "take-away");
    const cause = causeOf(ctx);
    const [row] = await rowsOf(tx, z.object({ removed: z.number() }))`
      with removed as (
        delete from membership_groups
        where organization_id = ${cause.organizationId}
          and group_id = ${input.groupId}
          and user_id = any(${uuids(input.userIds)})
        returning user_id
      ),
      events as (${insertAuditEvents(
        cause,
        {
          action: "users.assign",
          subject: { id: sql`m.user_id`, name: sql`m.username` },
          details: { removed: sql`jsonb_build_array(g.name)` },
        },
        sql`removed
          join memberships m on m.organization_id = ${cause.organizationId} and m.user_id = removed.user_id
          cross join groups g
          where g.id = ${input.groupId}
          order by m.username`,
      )})
      select count(*)::int as removed from removed`;
    if (!row?.removed) throw new NotFound({ code: "no-members-to-remove" }); // removed since the check before the transaction
    await requireRemainingAdministrator(tx, ctx);
    return recordedBy("insertAuditEvents").returning(row.removed);
  },
);

async function requireAnyMember({ db, organization }: RequestContext, input: GroupMembers): Promise<void> {
  const [member] = await db.execute(sql`
    select from membership_groups
    where organization_id = ${organization.id}
      and group_id = ${input.groupId}
      and user_id = any(${uuids(input.userIds)})
    limit 1`);
  if (!member) throw new NotFound({ code: "no-members-to-remove" });
}
