import { sql } from "drizzle-orm";
import { combineRights, type OrganizationPermissions, PERMISSION_COLUMNS } from "@/db/access/combine-rights";
import { isCurrent } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { can, type OrganizationRef, type RequestContext } from "@/db/request-context";
import { isUuid, uuids } from "@/db/uuid";
import { ALL_PERMISSIONS, type Permission } from "@/lib/permissions";

/** A group of the user in the organization, with one of its roles. */
export type Source = {
  readonly group: OrganizationRef;
  readonly role: OrganizationRef;
  readonly isAdministrator: boolean;
  readonly permissions: readonly string[];
};

export type Reason = Pick<Source, "group" | "role">;

/** What a user may do in an organization, and why. */
export type Explanation = {
  /** A disabled account has no permissions, whatever its groups give. */
  readonly disabled: boolean;
  /** Why they have every permission; null if they don't. `fromId` is the ancestor that lets them in. */
  readonly everything: { readonly reasons: readonly Reason[]; readonly fromId: string | null } | null;
  /** What roles give one by one, in the catalogue's order, also when the user has every permission anyway. */
  readonly permissions: readonly { readonly permission: Permission; readonly reasons: readonly Reason[] }[];
};

type Known = {
  /** What the user's groups give in the organizations of the path. */
  readonly rights: readonly OrganizationPermissions[];
  /** What gives it in the organization itself. */
  readonly sources: readonly Source[];
  readonly disabled: boolean;
};

/**
 * Explains what a user of this organization may do here. Permissions that come from an ancestor name that ancestor, but
 * not its groups. One round trip.
 * @throws Forbidden without users.view; NotFound if this isn't a user of the organization
 */
export async function explainPermissions(call: {
  ctx: RequestContext;
  userId: string;
}): Promise<Explanation> {
  const { ctx, userId } = call;
  if (!can(ctx, "users.view")) throw new Forbidden();
  if (!isUuid(userId)) throw new NotFound();
  const path = [...ctx.organization.ancestors.map(({ id }) => id), ctx.organization.id];
  const [known] = await ctx.db.execute<Known>(sql`
    select
      u.disabled_at is not null as disabled,
      (
        select coalesce(json_agg(rights), '[]')
        from (select ${PERMISSION_COLUMNS} from permissions_by_organization(u.id, ${uuids(path)})) as rights
      ) as rights,
      (
        select coalesce(json_agg(source order by source.sort), '[]')
        from (
          select
            json_build_object('id', g.id, 'name', g.name) as "group",
            json_build_object('id', r.id, 'name', r.name) as role,
            r.is_administrator as "isAdministrator",
            r.permissions,
            (g.search, lower(r.name)) as sort
          from membership_groups mg
          join groups g on g.id = mg.group_id
          join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
          join roles r on r.id = gr.role_id
          where mg.organization_id = m.organization_id and mg.user_id = m.user_id
        ) as source
      ) as sources
    from memberships m
    join users u on u.id = m.user_id
    where m.organization_id = ${ctx.organization.id} and m.user_id = ${userId} and ${isCurrent(sql`m`)}`);
  if (!known) throw new NotFound();
  return explain(path, known);
}

/** @param path ids of the organization's ancestors and of itself, root first */
export function explain(path: readonly string[], { rights, sources, disabled }: Known): Explanation {
  if (disabled) return { disabled, everything: null, permissions: [] };
  const { permissions, actingFromId: fromId } = combineRights(path, rights);
  const reasonsFor = (gives: (source: Source) => boolean): Reason[] =>
    sources.filter(gives).map(({ group, role }) => ({ group, role }));
  const given = [...ALL_PERMISSIONS]
    .filter((permission) => permissions.has(permission))
    .map((permission) => ({
      permission,
      reasons: reasonsFor((source) => !source.isAdministrator && source.permissions.includes(permission)),
    }));
  const all = permissions === ALL_PERMISSIONS; // not the same as having each of them by some role
  return {
    disabled,
    everything: all ? { reasons: reasonsFor(({ isAdministrator }) => isAdministrator), fromId } : null,
    permissions: all ? given.filter(({ reasons }) => reasons.length > 0) : given,
  };
}
