import type { Permission } from "@/lib/permissions";
import type { AnyBulkActionKind } from "./types";

/** The permission to start, continue and cancel a bulk action. */
export const REQUIRED_PERMISSION = {
  invite: "invitations.create",
  resend: "invitations.send",
  delete: "invitations.delete",
  "delete-organization": "organizations.delete",
} as const satisfies Record<AnyBulkActionKind, Permission>;
