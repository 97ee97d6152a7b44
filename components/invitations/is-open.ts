import type { InvitationRow } from "@/db/invitations/types";

/** Whether it can still be sent again, changed and deleted: an expired one is still pending underneath. */
export function isOpen({ status }: Pick<InvitationRow, "status">): boolean {
  return status === "pending" || status === "expired";
}
