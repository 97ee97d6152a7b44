import { scopeOf } from "@/app/_server/console-page";
import { consolePath, FROM_DIALOG } from "@/app/_server/paths";
import { AddUserMenu } from "@/components/users/add-user-menu";
import { listGroupChoices } from "@/db/groups/queries";
import { can, type RequestContext } from "@/db/request-context";
import { inviteUsersAction } from "./actions";

/** The menu of ways to add a user that the viewer may use; nothing if there are none. */
export async function AddUser({ ctx }: { ctx: RequestContext }) {
  const scope = scopeOf(ctx);
  const { name, parent, invitationLifetimeHours } = ctx.organization;
  const createHref = can(ctx, "users.create") ? consolePath(scope, "/users/new") : null;
  const invite =
    parent && can(ctx, "invitations.create")
      ? {
          parentName: parent.name,
          organizationName: name,
          lifetimeHours: invitationLifetimeHours,
          groups: await listGroupChoices({ ctx, search: "" }),
          invite: inviteUsersAction.bind(null, scope),
          bulkInviteHref: consolePath(scope, `/users/bulk-invite?from=${FROM_DIALOG}`),
        }
      : null;
  if (!createHref && !invite) return null;
  return (
    <AddUserMenu
      createHref={createHref}
      invite={invite}
      bulkInviteHref={consolePath(scope, "/users/bulk-invite")}
    />
  );
}
