import type { ReactNode } from "react";
import { consolePath, scopeOf } from "@/app/_server/paths";
import { InviteDialogProvider } from "@/components/invite/invite-button";
import { AddUserMenu } from "@/components/users/add-user-menu";
import { can, type RequestContext } from "@/db/request-context";
import { findInviteForm } from "./find-invite-form";

/** For a page with the menu of ways to add a user that the viewer may use: its actions, and the dialog for its buttons. */
export async function waysToAddUsers(ctx: RequestContext) {
  const scope = scopeOf(ctx);
  const createHref = can(ctx, "users.create") ? consolePath(scope, "/users/new") : null;
  const invite = await findInviteForm(ctx);
  return {
    canInvite: invite !== null,
    actions: (createHref || invite) && (
      <AddUserMenu createHref={createHref} bulkInviteHref={consolePath(scope, "/users/bulk-invite")} />
    ),
    provide: (frame: ReactNode) => <InviteDialogProvider invite={invite}>{frame}</InviteDialogProvider>,
  };
}
