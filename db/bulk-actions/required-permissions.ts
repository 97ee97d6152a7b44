import type { Permission } from "@/lib/permissions";
import type { AnyBulkActionKind } from "./types";

/** The permission that it takes to start a bulk action, to go on with it and to cancel it. */
export const REQUIRED_PERMISSION = {
  invite: "invitations.create",
  resend: "invitations.send",
  delete: "invitations.delete",
  "delete-organization": "organizations.delete",
} as const satisfies Record<AnyBulkActionKind, Permission>;
