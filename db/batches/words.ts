import type { BatchKind } from "@/db/batches/rows";

/** What a batch does, for the audit: "inviting 1,234 users". */
export function batchWords(kind: BatchKind, size: number): string {
  const number = size.toLocaleString("en");
  const invitations = size === 1 ? "invitation" : "invitations";
  const words: Record<BatchKind, string> = {
    invite: `inviting ${number} ${size === 1 ? "user" : "users"}`,
    "send-again": `sending ${number} ${invitations} again`,
    delete: `deleting ${number} ${invitations}`,
  };
  return words[kind];
}
