import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage, orNotFound } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { DetailsLayout } from "@/components/ui/details-layout";
import { MembershipEndForm } from "@/components/users/membership-end-form";
import { PasswordStatus } from "@/components/users/password-status";
import { UserFacts } from "@/components/users/user-facts";
import { UserGroups } from "@/components/users/user-groups";
import { UserPermissions } from "@/components/users/user-permissions";
import { listGroupChoices } from "@/db/groups/queries";
import { findPasswordState } from "@/db/passwords/state";
import { can } from "@/db/request-context";
import { explainPermissions } from "@/db/users/explain-permissions";
import { getUser } from "@/db/users/get";
import { assignGroupsAction, changeMembershipEndAction, sendPasswordLinkAction } from "./actions";
import { UserChanges, UserDestruction } from "./user-changes";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("users.details");
  return { title: t("pageTitle") };
}

export default withNotFoundPage(UserPage);

async function UserPage({ params }: { params: Promise<Scope & { userId: string }> }) {
  const ctx = await guardPage(params, "users.view");
  const { userId } = await params;
  const [user, explanation, password, choices] = await orNotFound(
    Promise.all([
      getUser({ ctx, userId }),
      explainPermissions({ ctx, userId }),
      findPasswordState({ ctx, userId }),
      can(ctx, "users.assign") ? listGroupChoices({ ctx, search: "" }) : null,
    ]),
  );
  const scope = scopeOf(ctx);
  const fromId = explanation.everything?.fromId;
  const sendable = can(ctx, "users.create") && user.email !== null && !user.disabled;
  return (
    <ConsolePage
      ctx={ctx}
      current="users"
      title={user.name}
      breadcrumbs={[{ name: user.name }]}
      actions={<UserChanges ctx={ctx} user={user} />}
      namespaces={["users"]}
    >
      <DetailsLayout
        facts={
          <UserFacts
            user={user}
            password={
              password &&
              !password.everSet && (
                <PasswordStatus
                  userName={user.name}
                  link={password.link}
                  send={sendable ? sendPasswordLinkAction.bind(null, scope, { userId }) : null}
                />
              )
            }
          />
        }
      >
        {user.origin === "invited" && can(ctx, "users.remove") && user.userId !== ctx.actor.id && (
          <MembershipEndForm
            user={user}
            organizationName={ctx.organization.name}
            timeZone={ctx.organization.timeZone}
            change={changeMembershipEndAction.bind(null, scope)}
          />
        )}
        <UserGroups user={user} choices={choices} assign={assignGroupsAction.bind(null, scope)} />
        <UserPermissions
          explanation={explanation}
          fromName={ctx.organization.ancestors.find(({ id }) => id === fromId)?.name ?? null}
          parent={ctx.organization.parent?.name}
          groupHref={can(ctx, "groups.view") ? (id) => consolePath(scope, `/groups/${id}`) : null}
          roleHref={can(ctx, "roles.view") ? (id) => consolePath(scope, `/roles/${id}`) : null}
        />
        <UserDestruction ctx={ctx} user={user} />
      </DetailsLayout>
    </ConsolePage>
  );
}
