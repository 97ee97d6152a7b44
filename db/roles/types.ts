import type { OrganizationRef } from "@/db/request-context";
import type { Permission } from "@/lib/permissions";

export type RoleRow = OrganizationRef & {
  readonly description: string;
  readonly isAdministrator: boolean;
  readonly permissions: readonly Permission[];
  /** The first groups by name. `groupCount` counts all of them. */
  readonly groups: readonly OrganizationRef[];
  readonly groupCount: number;
};

export type Role = Omit<RoleRow, "groups"> & {
  readonly groups: readonly (OrganizationRef & { readonly members: number })[];
  /** The number of people who have it through its groups; `more` if there are more than were counted. */
  readonly people: { readonly count: number; readonly more: boolean };
  /** Whether the viewer has all of its permissions. */
  readonly grantable: boolean;
};

/** A role as a choice for a group. */
export type RoleChoice = OrganizationRef & {
  readonly description: string;
  readonly isAdministrator: boolean;
  readonly permissions: readonly Permission[];
  /** Whether the group has it. */
  readonly assigned: boolean;
  /** Whether the viewer has all of its permissions. */
  readonly grantable: boolean;
};

/** A group as a choice for a role, with its number of members (1,001 means more than 1,000), and whether it has the role. */
export type RoleGroupChoice = OrganizationRef & { readonly members: number; readonly assigned: boolean };
