import type { Place } from "@/db/context";

export type MemberRow = {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly disabled: boolean;
  readonly origin: "managed" | "invited";
  readonly managedBy: Place;
  readonly invitedBy: string | null;
  readonly groups: readonly Place[];
  readonly joinedAt: Date;
  /** When the membership ends; null for no end. */
  readonly ends: Date | null;
};
