import { consolePath, scopeOf } from "@/app/_server/paths";
import { UserActions } from "@/components/users/user-actions";
import { UserDangerZone } from "@/components/users/user-danger-zone";
import { can, type RequestContext } from "@/db/request-context";
import { countConsequences } from "@/db/users/consequences";
import type { User } from "@/db/users/get";
import type { Permission } from "@/lib/permissions";
import { deleteUserAction, disableUserAction, enableUserAction, removeUserAction } from "./actions";

type UserChangesProps = { readonly ctx: RequestContext; readonly user: User };

/** What the viewer may do with the user, except what is destructive. */
export function UserChanges({ ctx, user }: UserChangesProps) {
  const isManaged = user.origin === "managed";
  return (
    <UserActions
      user={user}
      editHref={
        can(ctx, "users.edit") && isManaged ? consolePath(scopeOf(ctx), `/users/${user.userId}/edit`) : null
      }
      enable={offer({ ctx, user }, "users.disable", isManaged && user.disabled, enableUserAction)}
    />
  );
}

/** The destructive actions that the viewer may take, with their consequences. */
export async function UserDestruction({ ctx, user }: UserChangesProps) {
  const isManaged = user.origin === "managed";
  const actions = {
    disable: offer({ ctx, user }, "users.disable", isManaged && !user.disabled, disableUserAction),
    remove: offer({ ctx, user }, "users.remove", !isManaged, removeUserAction),
    delete: offer({ ctx, user }, "users.delete", isManaged, deleteUserAction),
  };
  if (Object.values(actions).every((action) => action === null)) return null;
  return (
    <UserDangerZone
      user={user}
      organizationName={ctx.organization.name}
      usersHref={consolePath(scopeOf(ctx), "/users")}
      actions={actions}
      consequences={await countConsequences({ ctx, userId: user.userId })}
    />
  );
}

/** Nobody can end their own access. */
function offer(
  { ctx, user: { userId } }: UserChangesProps,
  permission: Permission,
  applies: boolean,
  action: typeof disableUserAction,
) {
  return can(ctx, permission) && userId !== ctx.actor.id && applies
    ? action.bind(null, scopeOf(ctx), { userId })
    : null;
}
