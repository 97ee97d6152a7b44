import type { MemberRow } from "@/db/memberships/types";

/** A user of an organization, as their page shows them. */
export type User = MemberRow & {
  /** The organization above, through which an invited user came; null for an account that is managed here. */
  readonly cameFrom: string | null;
  readonly invitedAt: Date | null;
  /** The end that was chosen here: `ends` is sooner where the membership of the organization above ends sooner. */
  readonly endsAt: Date | null;
};
