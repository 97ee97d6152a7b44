import { sql } from "drizzle-orm";
import { lockAdministrators, requireRemainingAdministrator } from "@/db/access/last-administrator";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { isCurrent } from "@/db/access/rights";
import { causeOf, record } from "@/db/audit/record";
import { defineCommand } from "@/db/command";
import { NotFound } from "@/db/errors";
import type { UserGroups } from "@/db/users/input";
import { uuids } from "@/db/uuid";

type Change = { username: string; name: string; added: string[]; removed: string[] };

/**
 * Makes these, and no others, the groups of a user of this organization.
 * @returns the user's name
 * @throws NotFound for somebody who is no user here or a group that is not of this organization; Forbidden for a group
 * to add or remove that allows more than the actor may do here; Conflict when a root would lose its last administrator
 */
export const assignGroups = defineCommand<UserGroups, { name: string }>(
  { permission: "users.assign", revokes: ({ input }) => [input.userId] },
  async ({ tx, ctx, input }) => {
    const here = ctx.organization.id;
    await lockAdministrators(tx, ctx);
    const held = await tx.execute<{ groupId: string | null }>(sql`
      select mg.group_id as "groupId"
      from memberships m left join membership_groups mg on mg.organization_id = m.organization_id and mg.user_id = m.user_id
      where m.organization_id = ${here} and m.user_id = ${input.userId} and ${isCurrent(sql`m`)} for no key update of m`);
    if (held.length === 0) throw new NotFound("This user is no longer here.");
    const before = new Set(held.map(({ groupId }) => groupId));
    const after = new Set(input.groupIds);
    const added = input.groupIds.filter((id) => !before.has(id));
    const removed = held.flatMap(({ groupId }) => (groupId === null || after.has(groupId) ? [] : [groupId]));
    await requireGrantableGroups(tx, ctx, added);
    await requireGrantableGroups(tx, ctx, removed, "take away");
    const [change] = await tx.execute<Change>(sql`
      with removed as (
        delete from membership_groups
        where organization_id = ${here} and user_id = ${input.userId} and group_id <> all(${uuids(input.groupIds)})
        returning group_id
      ),
      added as (
        insert into membership_groups (organization_id, user_id, group_id)
        select ${here}, ${input.userId}, id from groups where organization_id = ${here} and id = any(${uuids(input.groupIds)})
        on conflict do nothing returning group_id
      )
      select m.username, u.name,
        array(select name from groups where id in (select group_id from added) order by name) as added,
        array(select name from groups where id in (select group_id from removed) order by name) as removed
      from memberships m join users u on u.id = m.user_id
      where m.organization_id = ${here} and m.user_id = ${input.userId}`);
    await requireRemainingAdministrator(tx, ctx);
    if (!change) throw new NotFound("This user is no longer here.");
    const { username, name, ...details } = change;
    if (details.added.length + details.removed.length > 0) {
      const subject = { id: input.userId, name: username };
      await record(tx, causeOf(ctx), { action: "users.assign", subject, details });
    }
    return { name };
  },
);
