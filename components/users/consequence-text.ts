import type { Consequences } from "@/db/users/consequences";
import { pluralUpTo } from "@/lib/plural";

/** "2 memberships in organizations below and 1 pending invitation end with it." */
export function consequenceText({ memberships, pendingInvitations }: Consequences): string {
  const ending = [
    memberships > 0 &&
      pluralUpTo(memberships, "membership in an organization below", "memberships in organizations below"),
    pendingInvitations > 0 && pluralUpTo(pendingInvitations, "pending invitation"),
  ].filter((text) => text !== false);
  if (ending.length === 0) return "Nothing else ends with it.";
  return `${ending.join(" and ")} ${memberships + pendingInvitations === 1 ? "ends" : "end"} with it.`;
}
