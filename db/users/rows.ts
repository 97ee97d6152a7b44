import type { MemberRow } from "@/db/memberships/rows";

/** A user of an organization, as their page shows them. */
export type User = MemberRow & {
  /** The organization above, through which an invited user came; null for an account that is managed here. */
  readonly cameFrom: string | null;
  readonly invitedAt: Date | null;
  /** Null where the account is managed elsewhere: that is none of this organization's business. */
  readonly hasPassword: boolean | null;
  /** The link by which somebody who has no password yet may set one; null where none is on its way or alive. */
  readonly firstLink: {
    readonly mail: { readonly state: "waiting" | "sent" | "failed"; readonly error: string | null };
    readonly sentAt: Date | null;
    readonly expiresAt: Date | null;
  } | null;
};
