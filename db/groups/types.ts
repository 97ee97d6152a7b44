import type { OrganizationRef } from "@/db/request-context";
import type { Permission } from "@/lib/permissions";

export type GroupRow = OrganizationRef & {
  readonly description: string;
  /** Counted up to 1,000; 1,001 means more. */
  readonly members: number;
  /** The first ones by name. `roleCount` counts all of them. */
  readonly roles: readonly OrganizationRef[];
  readonly roleCount: number;
};

export type Group = GroupRow & {
  readonly permissions: readonly Permission[];
  /** Counted up to 1,000; 1,001 means more. */
  readonly pendingInvitations: number;
};

/** A user as a choice when adding members to a group. */
export type MemberChoice = OrganizationRef & { readonly username: string; readonly member: boolean };

/** A group as a choice when inviting. `grantable` if the inviter has all of its permissions. */
export type GroupChoice = OrganizationRef & { readonly description: string; readonly grantable: boolean };
