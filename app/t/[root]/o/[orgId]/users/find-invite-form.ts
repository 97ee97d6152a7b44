import { consolePath, FROM_DIALOG, scopeOf } from "@/app/_server/paths";
import type { InviteFormProps } from "@/components/invite/invite-form";
import { listGroupChoices } from "@/db/groups/queries";
import { can, type RequestContext } from "@/db/request-context";
import { inviteUsersAction } from "./actions";

/** What the dialog that invites users needs. Null if the viewer can't invite users, or there is no parent organization. */
export async function findInviteForm(ctx: RequestContext): Promise<InviteFormProps | null> {
  const { name, parent, invitationLifetimeHours } = ctx.organization;
  if (!parent || !can(ctx, "invitations.create")) return null;
  const scope = scopeOf(ctx);
  return {
    parentName: parent.name,
    organizationName: name,
    lifetimeHours: invitationLifetimeHours,
    groups: await listGroupChoices({ ctx, search: "" }),
    invite: inviteUsersAction.bind(null, scope),
    bulkInviteHref: consolePath(scope, `/users/bulk-invite?from=${FROM_DIALOG}`),
  };
}
