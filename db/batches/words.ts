import type { AnyBatchKind } from "@/db/batches/rows";

/** What a batch does, for the audit: "inviting 1,234 users". @param target the name of the organization to delete */
export function batchWords(kind: AnyBatchKind, size: number, target: string | null = null): string {
  const number = size.toLocaleString("en");
  const invitations = size === 1 ? "invitation" : "invitations";
  const users = size === 1 ? "user" : "users";
  const words: Record<AnyBatchKind, string> = {
    invite: `inviting ${number} ${users}`,
    "send-again": `sending ${number} ${invitations} again`,
    delete: `deleting ${number} ${invitations}`,
    "delete-organization": `deleting ${target} with ${number} ${users}`,
  };
  return words[kind];
}
