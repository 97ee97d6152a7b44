import { sql } from "drizzle-orm";
import { z } from "zod";
import { combineRights, organizationPermissions, PERMISSION_COLUMNS } from "@/db/access/combine-rights";
import { isCurrent } from "@/db/access/rights";
import { Forbidden, NotFound } from "@/db/errors";
import { can, organizationRef, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { isUuid, uuids } from "@/db/uuid";
import { ALL_PERMISSIONS, type Permission } from "@/lib/permissions";

/** A group of the user in the organization, with one of its roles. */
const sourceRow = z.object({
  group: organizationRef,
  role: organizationRef,
  isAdministrator: z.boolean(),
  permissions: z.array(z.string()),
});
export type Source = Readonly<z.infer<typeof sourceRow>>;

type Reason = Pick<Source, "group" | "role">;

/** The first reasons, and whether there are more. */
export type Reasons = { readonly reasons: readonly Reason[]; readonly more: boolean };

const MAX_REASONS = 5;
/** There can be many more, one for each combination of group and role. */
const MAX_SOURCES = 500;

/** What a user can do in an organization, and why. */
export type Explanation = {
  /** A disabled account has no permissions, even if its groups give some. */
  readonly disabled: boolean;
  /** Why they have every permission; null if they don't. `fromId` is the ancestor that lets them in as an administrator. */
  readonly everything: (Reasons & { readonly fromId: string | null }) | null;
  /** The permissions that roles give one by one, in the order of the catalog, even if the user has every permission. */
  readonly permissions: readonly (Reasons & { readonly permission: Permission })[];
};

const userRow = z.object({
  disabled: z.boolean(),
  /** What the user's groups give in the organizations of the path. */
  rights: z.array(organizationPermissions),
  /** The groups and roles that give it in the organization itself. */
  sources: z.array(sourceRow),
});
type UserRow = z.infer<typeof userRow>;

/**
 * Explains what a user of this organization can do here, with up to 5 reasons for each permission. Permissions that come from
 * an ancestor name that ancestor, but not its groups. One round trip.
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
  const [user] = await rowsOf(ctx.db, userRow)`
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
          order by sort
          limit ${MAX_SOURCES}
        ) as source
      ) as sources
    from memberships m
    join users u on u.id = m.user_id
    where m.organization_id = ${ctx.organization.id} and m.user_id = ${userId} and ${isCurrent(sql`m`)}`;
  if (!user) throw new NotFound();
  return explain(path, user);
}

/** @param path ids of the organization's ancestors and of itself, root first */
export function explain(path: readonly string[], { rights, sources, disabled }: UserRow): Explanation {
  if (disabled) return { disabled, everything: null, permissions: [] };
  const { permissions, actingFromId: fromId } = combineRights(path, rights);
  const reasonsFor = (gives: (source: Source) => boolean): Reasons => {
    const giving = sources.filter(gives);
    return {
      reasons: giving.slice(0, MAX_REASONS).map(({ group, role }) => ({ group, role })),
      more: giving.length > MAX_REASONS || sources.length >= MAX_SOURCES,
    };
  };
  const given = [...ALL_PERMISSIONS]
    .filter((permission) => permissions.has(permission))
    .map((permission) => ({
      permission,
      ...reasonsFor((source) => !source.isAdministrator && source.permissions.includes(permission)),
    }));
  const all = permissions === ALL_PERMISSIONS; // which isn't the same as having each permission through some role
  return {
    disabled,
    everything: all ? { ...reasonsFor(({ isAdministrator }) => isAdministrator), fromId } : null,
    permissions: all ? given.filter(({ reasons }) => reasons.length > 0) : given,
  };
}
