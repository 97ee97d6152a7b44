import type { AnyBulkActionKind } from "./types";

/** Describes a bulk action, for the audit log: "inviting 1,234 users". @param target the name of the organization to delete */
export function bulkActionTitle(kind: AnyBulkActionKind, size: number, target: string | null = null): string {
  const number = size.toLocaleString("en");
  const invitations = size === 1 ? "invitation" : "invitations";
  const users = size === 1 ? "user" : "users";
  const titles: Record<AnyBulkActionKind, string> = {
    invite: `inviting ${number} ${users}`,
    resend: `sending ${number} ${invitations} again`,
    delete: `deleting ${number} ${invitations}`,
    "delete-organization": `deleting ${target} with ${number} ${users}`,
  };
  return titles[kind];
}
