import { sql } from "drizzle-orm";
import { z } from "zod";
import { lockAdministrators, requireRemainingAdministrator } from "@/db/access/last-administrator";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { isCurrent } from "@/db/access/rights";
import { membershipRights } from "@/db/access/rights-lock";
import { causeOf, record, recordsNothing } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import { requireFewGroups } from "@/db/memberships/group-limit";
import { rowsOf } from "@/db/rows";
import { changedList } from "@/db/shown-values";
import type { UserGroups } from "@/db/users/input";
import { uuids } from "@/db/uuid";

const changeRow = z.object({
  username: z.string(),
  name: z.string(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
});

/**
 * Changes the groups of a user of this organization: adds `groupIds`, and removes those of `before` that aren't among them.
 * Others stay as they are. Without `before`, the user gets exactly `groupIds`.
 * @returns the user's name
 * @throws NotFound if this isn't a user of the organization, or a group isn't of it; Forbidden for a group to add or remove
 * that the actor can't grant; Conflict if a root organization would lose its last administrator, and for more than 500 groups
 */
export const assignGroups = defineCommand<UserGroups, { name: string }>(
  {
    permission: "users.assign",
    revokes: ({ ctx, input }) => [membershipRights(ctx.organization.id, input.userId)],
  },
  async ({ tx, ctx, input }) => {
    const { userId } = input;
    const organizationId = ctx.organization.id;
    await lockAdministrators(tx, ctx);
    const rows = await rowsOf(tx, z.object({ groupId: z.string().nullable() }))`
      select mg.group_id as "groupId"
      from memberships m
      left join membership_groups mg on mg.organization_id = m.organization_id and mg.user_id = m.user_id
      where m.organization_id = ${organizationId} and m.user_id = ${userId} and ${isCurrent(sql`m`)}
      for no key update of m`;
    if (rows.length === 0) throw new NotFound({ code: "no-such-user" });
    const before = rows.flatMap(({ groupId }) => groupId ?? []);
    const groupIds = changedList(before, { chosen: input.groupIds, before: input.before });
    await requireGrantableGroups(
      tx,
      ctx,
      groupIds.filter((id) => !before.includes(id)),
    );
    const removed = before.filter((id) => !groupIds.includes(id));
    await requireGrantableGroups(tx, ctx, removed, "take-away");
    const [change] = await rowsOf(tx, changeRow)`
      with removed as (
        delete from membership_groups
        where organization_id = ${organizationId}
          and user_id = ${userId}
          and group_id = any(${uuids(removed)})
        returning group_id
      ),
      added as (
        insert into membership_groups (organization_id, user_id, group_id)
        select organization_id, ${userId}, id
        from groups
        where organization_id = ${organizationId} and id = any(${uuids(groupIds)})
        on conflict do nothing
        returning group_id
      )
      select
        m.username,
        u.name,
        array(select name from groups where id in (select group_id from added) order by name) as added,
        array(select name from groups where id in (select group_id from removed) order by name) as removed
      from memberships m
      join users u on u.id = m.user_id
      where m.organization_id = ${organizationId} and m.user_id = ${userId}`;
    await requireFewGroups(tx, ctx, [userId]);
    await requireRemainingAdministrator(tx, ctx);
    if (!change) throw new NotFound({ code: "no-such-user" });
    const { username, name, ...details } = change;
    const isUnchanged = details.added.length + details.removed.length === 0;
    const recorded = isUnchanged
      ? recordsNothing("nothing changed")
      : await record(tx, causeOf(ctx), {
          action: "users.assign",
          subject: { id: userId, name: username },
          details,
        });
    return recorded.returning({ name });
  },
);
