import type { Metadata } from "next";
import { openConsole } from "@/app/_server/console";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { foundOr404 } from "@/app/_server/found";
import { consolePath, type Scope } from "@/app/_server/paths";
import { MembershipEndForm } from "@/components/user/membership-end-form";
import { PasswordFact } from "@/components/user/password-fact";
import { UserFacts } from "@/components/user/user-facts";
import { UserGroups } from "@/components/user/user-groups";
import { UserRights } from "@/components/user/user-rights";
import { may } from "@/db/context";
import { listGroupChoices } from "@/db/groups/queries";
import { findPasswordState } from "@/db/passwords/state";
import { explainRights } from "@/db/users/explain-rights";
import { getUser } from "@/db/users/get";
import { assignGroupsAction, changeMembershipEndAction, sendPasswordLinkAction } from "./actions";
import { UserChanges } from "./user-changes";

export const metadata: Metadata = { title: "User" };

export default async function UserPage({ params }: { params: Promise<Scope & { userId: string }> }) {
  const ctx = await openConsole(params, "users.view");
  const { userId } = await params;
  const [user, explanation, password, choices] = await foundOr404(
    Promise.all([
      getUser({ ctx, userId }),
      explainRights({ ctx, userId }),
      findPasswordState({ ctx, userId }),
      may(ctx, "users.assign") ? listGroupChoices({ ctx, search: "" }) : null,
    ]),
  );
  const scope = scopeOf(ctx);
  const fromId = explanation.everything?.fromId;
  const sendable = may(ctx, "users.create") && user.email !== null && !user.disabled;
  return (
    <ConsolePage ctx={ctx} current="Users" title={user.name} actions={<UserChanges ctx={ctx} user={user} />}>
      <UserFacts
        user={user}
        usersHref={consolePath(scope, "/users")}
        password={
          password &&
          !password.everSet && (
            <PasswordFact
              userName={user.name}
              link={password.link}
              send={sendable ? sendPasswordLinkAction.bind(null, scope, { userId }) : null}
            />
          )
        }
      />
      {user.origin === "invited" && may(ctx, "users.remove") && user.userId !== ctx.actor.id && (
        <MembershipEndForm
          user={user}
          organizationName={ctx.organization.name}
          change={changeMembershipEndAction.bind(null, scope)}
        />
      )}
      <UserGroups user={user} choices={choices} assign={assignGroupsAction.bind(null, scope)} />
      <UserRights
        explanation={explanation}
        fromName={ctx.organization.ancestors.find(({ id }) => id === fromId)?.name ?? null}
        groupHref={may(ctx, "groups.view") ? (id) => consolePath(scope, `/groups/${id}`) : null}
        roleHref={may(ctx, "roles.view") ? (id) => consolePath(scope, `/roles/${id}`) : null}
      />
    </ConsolePage>
  );
}
