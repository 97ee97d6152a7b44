import type { Metadata } from "next";
import { openConsole } from "@/app/_server/console";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { foundOr404 } from "@/app/_server/found";
import { consolePath, type Scope } from "@/app/_server/paths";
import { RemoveUser } from "@/components/user/remove-user";
import { UserFacts } from "@/components/user/user-facts";
import { UserGroups } from "@/components/user/user-groups";
import { may } from "@/db/context";
import { listGroupChoices } from "@/db/groups/queries";
import { getUser } from "@/db/users/get";
import { assignGroupsAction, removeUserAction } from "./actions";

export const metadata: Metadata = { title: "User" };

export default async function UserPage({ params }: { params: Promise<Scope & { userId: string }> }) {
  const ctx = await openConsole(params, "users.view");
  const { userId } = await params;
  const user = await foundOr404(getUser({ ctx, userId }));
  const scope = scopeOf(ctx);
  const usersHref = consolePath(scope, "/users");
  const removable = user.origin === "invited" && may(ctx, "users.remove");
  return (
    <ConsolePage
      ctx={ctx}
      current="Users"
      title={user.name}
      actions={
        removable && (
          <RemoveUser
            user={user}
            organizationName={ctx.organization.name}
            remove={removeUserAction.bind(null, scope)}
            usersHref={usersHref}
          />
        )
      }
    >
      <UserFacts user={user} usersHref={usersHref} />
      <UserGroups
        user={user}
        choices={may(ctx, "users.assign") ? await listGroupChoices({ ctx, search: "" }) : null}
        assign={assignGroupsAction.bind(null, scope)}
      />
    </ConsolePage>
  );
}
