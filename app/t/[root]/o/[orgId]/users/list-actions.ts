import { scopeOf } from "@/app/_server/paths";
import type { AddToGroup } from "@/components/users/add-to-group";
import type { Removal } from "@/components/users/remove-selected";
import { can, type RequestContext } from "@/db/request-context";
import {
  addToGroupAction,
  countRemovalConsequencesAction,
  listGroupChoicesAction,
  removeUsersAction,
} from "./actions";

type UserChanges = {
  readonly edits: boolean;
  readonly addToGroup: AddToGroup | null;
  readonly removal: Removal | null;
};

/** What the viewer can do with the users of the list. Nobody can be removed from a root organization. */
export function userChangesOf(ctx: RequestContext): UserChanges {
  const scope = scopeOf(ctx);
  return {
    edits: can(ctx, "users.edit"),
    addToGroup: can(ctx, "users.assign")
      ? { listGroups: listGroupChoicesAction.bind(null, scope), add: addToGroupAction.bind(null, scope) }
      : null,
    removal:
      can(ctx, "users.remove") && ctx.organization.parent
        ? {
            organizationName: ctx.organization.name,
            actorId: ctx.actor.id,
            remove: removeUsersAction.bind(null, scope),
            countConsequences: countRemovalConsequencesAction.bind(null, scope),
          }
        : null,
  };
}
