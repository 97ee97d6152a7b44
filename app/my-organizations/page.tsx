import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { signOutAction } from "@/app/_server/account-actions";
import { getDb } from "@/app/_server/database";
import { readListParams, type SearchParams } from "@/app/_server/list-params";
import { ACCOUNT, consolePath, MY_ORGANIZATIONS } from "@/app/_server/paths";
import { readSession } from "@/app/_server/session";
import { AccountMenu } from "@/components/account/account-menu";
import { KeepUpToDate } from "@/components/frame/keep-up-to-date";
import { MyOrganizations } from "@/components/my-organizations/my-organizations";
import { listOwnInvitations } from "@/db/invitations/list-own";
import { getMyOrganizations } from "@/db/organizations/my-organizations";
import {
  acceptOwnInvitationAction,
  declineOwnInvitationAction,
  emailInvitationAgainAction,
  leaveOrganizationAction,
  requestOwnNewLinkAction,
} from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("my-organizations");
  return { title: t("pageTitle") };
}

type MyOrganizationsPageProps = { searchParams: SearchParams };

export default async function MyOrganizationsPage({ searchParams }: MyOrganizationsPageProps) {
  const session = await readSession();
  const { input, address } = await readListParams(
    MY_ORGANIZATIONS,
    searchParams,
    ["name"],
    ["at", "response"],
  );
  const { at: requestedId = null, response, ...params } = address.params;
  const memberships = session && (await getMyOrganizations({ db: getDb(), session, input, requestedId }));
  if (!memberships) redirect("/");
  const own = await listOwnInvitations({ db: getDb(), session });
  return (
    <>
      <KeepUpToDate />
      <MyOrganizations
        memberships={memberships}
        own={own}
        actionsFor={(id) => ({
          accept: acceptOwnInvitationAction.bind(null, session.userId, id),
          decline: declineOwnInvitationAction.bind(null, session.userId, id),
          emailAgain: emailInvitationAgainAction.bind(null, session.userId, id),
          requestNewLink: requestOwnNewLinkAction.bind(null, session.userId, id),
        })}
        response={response}
        address={{ ...address, params }}
        narrowed={input.search !== ""}
        hrefOf={({ id, handle }) => consolePath({ root: handle, orgId: id })}
        leave={leaveOrganizationAction.bind(null, session.userId)}
        corner={
          <AccountMenu
            account={memberships.actor}
            accountHref={ACCOUNT}
            myOrganizationsHref={MY_ORGANIZATIONS}
            signOut={signOutAction.bind(null, "/")}
          />
        }
      />
    </>
  );
}
