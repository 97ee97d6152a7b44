import { consolePath } from "@/app/_server/paths";
import type { AuditRow } from "@/db/audit/types";
import { can, type RequestContext } from "@/db/request-context";

/** The page of the invitation that an event is about. Null without one, or without the permission to see invitations. */
export function auditedInvitationPath(ctx: RequestContext, row: AuditRow): string | null {
  if (!row.invitationId || !can(ctx, "invitations.view")) return null;
  const scope = { root: ctx.organization.handle, orgId: row.organization.id };
  return consolePath(scope, `/users/invitations/${row.invitationId}`);
}
