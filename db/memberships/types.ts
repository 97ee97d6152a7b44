import type { OrganizationRef } from "@/db/request-context";

export type MemberRow = {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly disabled: boolean;
  readonly origin: "managed" | "invited";
  readonly managedBy: OrganizationRef;
  readonly invitedBy: string | null;
  /** In a list the first 10 by name, of `groupCount`. */
  readonly groups: readonly OrganizationRef[];
  readonly groupCount: number;
  readonly joinedAt: Date;
  /** When the membership ends; null for no end. */
  readonly ends: Date | null;
};
