import type { OrganizationRef } from "@/db/request-context";
import type { Permission } from "@/lib/permissions";

export type GroupRow = OrganizationRef & {
  readonly description: string;
  /** Counted no further than 1,000: 1,001 means more than that. */
  readonly members: number;
  /** The first of them by name, and how many there are. */
  readonly roles: readonly OrganizationRef[];
  readonly roleCount: number;
};

export type Group = GroupRow & {
  readonly permissions: readonly Permission[];
  /** Counted no further than 1,000. */
  readonly pendingInvitations: number;
};

/** A user as a choice when adding members to a group. */
export type MemberChoice = OrganizationRef & { readonly username: string; readonly member: boolean };

/** A group as a choice when inviting: `grantable` when it carries nothing that the inviter lacks. */
export type GroupChoice = OrganizationRef & { readonly description: string; readonly grantable: boolean };
