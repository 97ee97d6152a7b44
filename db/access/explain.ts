import { combineRights, type RightsAt } from "@/db/access/combine-rights";
import type { OrganizationRef } from "@/db/request-context";
import { ALL_PERMISSIONS, type Permission } from "@/lib/permissions";

/** A group of the organization in which somebody is, with a role that is given to it. */
export type Source = {
  readonly group: OrganizationRef;
  readonly role: OrganizationRef;
  readonly administrator: boolean;
  readonly permissions: readonly string[];
};

export type Reason = Pick<Source, "group" | "role">;

/** What somebody may do in an organization, and why. */
export type Explanation = {
  /** A disabled account may do nothing, whatever its groups give. */
  readonly disabled: boolean;
  /** Why they may do everything; null for whom may not. */
  readonly everything: { readonly reasons: readonly Reason[]; readonly fromId: string | null } | null;
  /** What roles give one by one, in the catalogue's order; besides everything, too. */
  readonly permissions: readonly { readonly permission: Permission; readonly reasons: readonly Reason[] }[];
};

/**
 * @param path the ids of the organizations above and the organization itself, root first
 * @param rights what the user's groups give along the path
 * @param sources what gives it, in the organization itself
 */
export function explain(known: {
  readonly path: readonly string[];
  readonly rights: readonly RightsAt[];
  readonly sources: readonly Source[];
  readonly disabled: boolean;
}): Explanation {
  const { path, rights, sources, disabled } = known;
  if (disabled) return { disabled, everything: null, permissions: [] };
  const { permissions, actingFromId: fromId } = combineRights(path, rights);
  const reasonsFor = (gives: (source: Source) => boolean): Reason[] =>
    sources.filter(gives).map(({ group, role }) => ({ group, role }));
  const given = [...ALL_PERMISSIONS]
    .filter((permission) => permissions.has(permission))
    .map((permission) => ({
      permission,
      reasons: reasonsFor((source) => !source.administrator && source.permissions.includes(permission)),
    }));
  const all = permissions === ALL_PERMISSIONS; // not the same as having each of them by some role
  return {
    disabled,
    everything: all ? { reasons: reasonsFor(({ administrator }) => administrator), fromId } : null,
    permissions: all ? given.filter(({ reasons }) => reasons.length > 0) : given,
  };
}
