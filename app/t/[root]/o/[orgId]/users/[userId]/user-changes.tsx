import { scopeOf } from "@/app/_server/console-page";
import { consolePath } from "@/app/_server/paths";
import { UserActions } from "@/components/users/user-actions";
import { can, type RequestContext } from "@/db/request-context";
import { countConsequences } from "@/db/users/consequences";
import type { User } from "@/db/users/get";
import type { Permission } from "@/lib/permissions";
import { deleteUserAction, disableUserAction, enableUserAction, removeUserAction } from "./actions";

/** What the viewer may do with the user, and the consequences. Nobody can end their own access. */
export async function UserChanges({ ctx, user }: { ctx: RequestContext; user: User }) {
  const scope = scopeOf(ctx);
  const { userId, disabled } = user;
  const [managed, isSomeoneElse] = [user.origin === "managed", userId !== ctx.actor.id];
  const usersHref = consolePath(scope, "/users");

  const offer = (permission: Permission, here: boolean, action: typeof disableUserAction) =>
    can(ctx, permission) && isSomeoneElse && here ? action.bind(null, scope, { userId }) : null;

  const acts = {
    disable: offer("users.disable", managed && !disabled, disableUserAction),
    enable: offer("users.disable", managed && disabled, enableUserAction),
    remove: offer("users.remove", !managed, removeUserAction),
    delete: offer("users.delete", managed, deleteUserAction),
  };
  const some = Object.values(acts).some((act) => act !== null);
  return (
    <UserActions
      user={user}
      organizationName={ctx.organization.name}
      usersHref={usersHref}
      editHref={can(ctx, "users.edit") && managed ? `${usersHref}/${userId}/edit` : null}
      actions={acts}
      consequences={
        some ? await countConsequences({ ctx, userId }) : { memberships: 0, pendingInvitations: 0 }
      }
    />
  );
}
