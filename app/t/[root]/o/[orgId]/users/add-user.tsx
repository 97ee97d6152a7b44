import { consolePath, scopeOf } from "@/app/_server/paths";
import { AddUserMenu } from "@/components/users/add-user-menu";
import { can, type RequestContext } from "@/db/request-context";
import { findInviteForm } from "./find-invite-form";

/** The menu of ways to add a user that the viewer may use; nothing if there are none. */
export async function AddUser({ ctx }: { ctx: RequestContext }) {
  const scope = scopeOf(ctx);
  const createHref = can(ctx, "users.create") ? consolePath(scope, "/users/new") : null;
  const invite = await findInviteForm(ctx);
  if (!createHref && !invite) return null;
  return (
    <AddUserMenu
      createHref={createHref}
      invite={invite}
      bulkInviteHref={consolePath(scope, "/users/bulk-invite")}
    />
  );
}
