import type { AnyBatchKind } from "@/db/batches/rows";
import type { Permission } from "@/db/permissions";

/** The permission that it takes to start a batch, to go on with it and to cancel it. */
export const NEEDED = {
  invite: "invitations.create",
  "send-again": "invitations.send",
  delete: "invitations.delete",
  "delete-organization": "organizations.delete",
} as const satisfies Record<AnyBatchKind, Permission>;
