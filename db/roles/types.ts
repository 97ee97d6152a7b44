import type { OrganizationRef } from "@/db/request-context";
import type { Permission } from "@/lib/permissions";

export type RoleRow = OrganizationRef & {
  readonly description: string;
  readonly isAdministrator: boolean;
  readonly permissions: readonly Permission[];
  /** The first of them by name, and how many there are. */
  readonly groups: readonly OrganizationRef[];
  readonly groupCount: number;
};

export type Role = Omit<RoleRow, "groups"> & {
  readonly groups: readonly (OrganizationRef & { readonly members: number })[];
  /** Who has it through any of its groups, each once; `more` when they were not counted to the end. */
  readonly people: { readonly count: number; readonly more: boolean };
  /** Whether it allows nothing that the reader lacks. */
  readonly grantable: boolean;
};

/** A role as a choice for a group: `grantable` when it allows nothing that the reader lacks. */
export type RoleChoice = OrganizationRef & {
  readonly description: string;
  readonly isAdministrator: boolean;
  readonly permissions: readonly Permission[];
  readonly given: boolean;
  readonly grantable: boolean;
};

/** A group as a choice for a role, with how many people get it there (1,001 means more than 1,000). */
export type RoleGroupChoice = OrganizationRef & { readonly members: number; readonly given: boolean };
