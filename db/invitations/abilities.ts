import { sql } from "drizzle-orm";
import { z } from "zod";
import { ALL_PERMISSIONS, type Permission } from "@/lib/permissions";
import { groupGrantStatus } from "./rules";

export const abilitiesRow = z.object({ isAdministrator: z.boolean(), permissions: z.array(z.string()) });

/** What a member can do in an organization. An administrator has all permissions. */
export type Abilities = { readonly isAdministrator: boolean; readonly permissions: readonly Permission[] };

/** The abilities of a row, in the order of the screens. */
export function abilitiesOf({ isAdministrator, permissions }: z.infer<typeof abilitiesRow>): Abilities {
  return {
    isAdministrator,
    permissions: [...ALL_PERMISSIONS].filter(
      (permission) => isAdministrator || permissions.includes(permission),
    ),
  };
}

/**
 * A subquery of one column: what the groups of an invitation `i` give in its organization `o`, except groups that the invitee
 * won't get.
 */
export const selectAbilities = sql`
  select json_build_object(
    'isAdministrator', coalesce(bool_or(role.is_administrator), false),
    'permissions', coalesce(json_agg(distinct permission) filter (where permission is not null), '[]')
  )
  from effective_permissions(i.inviter_id, o.id) as inviter_rights
  join invitation_groups ig on ig.invitation_id = i.id
  join group_roles given on given.organization_id = o.id and given.group_id = ig.group_id
  join roles role on role.organization_id = o.id and role.id = given.role_id
  left join lateral unnest(role.permissions) as permission on true
  where ${groupGrantStatus(sql`inviter_rights`, sql`o.id`)} = 'granted'`;
