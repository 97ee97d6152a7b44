import type { Place } from "@/db/context";
import type { Permission } from "@/db/permissions";

export type GroupRow = Place & {
  readonly description: string;
  /** Counted no further than 1,000: 1,001 means more than that. */
  readonly members: number;
  readonly roles: readonly string[];
};

export type Group = GroupRow & {
  readonly roleLinks: readonly Place[];
  readonly permissions: readonly Permission[];
  readonly pendingInvitations: number;
};

/** A group as a choice when inviting: `grantable` when it carries nothing that the inviter lacks. */
export type GroupChoice = Place & { readonly description: string; readonly grantable: boolean };
