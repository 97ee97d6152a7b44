import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { signOutAction } from "@/app/_server/account-actions";
import { getDb } from "@/app/_server/database";
import { linkIn } from "@/app/_server/link-param";
import type { SearchParams } from "@/app/_server/list-params";
import { ACCOUNT, acceptPath, consolePath, forgotPasswordPath, MY_ORGANIZATIONS } from "@/app/_server/paths";
import { readSession } from "@/app/_server/session";
import { signInAction } from "@/app/_server/sign-in-action";
import { EndedInvitation } from "@/components/accept/ended-invitation";
import { NewLinkRequested } from "@/components/accept/new-link-requested";
import { OpenInvitation } from "@/components/accept/open-invitation";
import { OtherAccountInvitation } from "@/components/accept/other-account-invitation";
import { SignedOutInvitation } from "@/components/accept/signed-out-invitation";
import { UnknownInvitation } from "@/components/accept/unknown-invitation";
import { AccountMenu } from "@/components/account/account-menu";
import { findInvitationByLink, type Viewer } from "@/db/invitations/find-by-link";
import {
  acceptInvitationAction,
  declineInvitationAction,
  recordOpeningAction,
  requestNewLinkAction,
} from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accept");
  return { title: t("pageTitle"), referrer: "no-referrer" };
}

type AcceptPageProps = { params: Promise<{ token?: string[] }>; searchParams: SearchParams };

/**
 * Opening it changes nothing. Every path below /accept comes here, so that all wrong links look the same. They get a page
 * rather than `notFound()`, which Next renders with script only.
 */
export default async function AcceptPage({ params, searchParams }: AcceptPageProps) {
  if ((await searchParams).requested === "1")
    return <NewLinkRequested myOrganizationsHref={MY_ORGANIZATIONS} />;
  const link = linkIn((await params).token);
  const session = await readSession();
  const found = await findInvitationByLink({ db: getDb(), session, link, now: new Date() });
  switch (found.state) {
    case "unknown":
      return <UnknownInvitation />;
    case "ready":
      return (
        <OpenInvitation
          offer={found.offer}
          abilities={found.abilities}
          corner={accountMenu(found.viewer, link)}
          accept={acceptInvitationAction.bind(null, link)}
          decline={declineInvitationAction.bind(null, link, session?.userId ?? "")}
          recordOpening={recordOpeningAction.bind(null, link)}
        />
      );
    case "signed-out": {
      const parent = { root: found.offer.organization.handle, orgId: found.offer.parent.id };
      return (
        <SignedOutInvitation
          offer={found.offer}
          signIn={signInAction.bind(null, parent, acceptPath(link))}
          forgotPasswordHref={forgotPasswordPath(parent)}
        />
      );
    }
    case "other-account":
      return (
        <OtherAccountInvitation
          offer={found.offer}
          signedInAs={found.viewer.username}
          corner={accountMenu(found.viewer, link)}
          myOrganizationsHref={MY_ORGANIZATIONS}
          signOut={signOutAction.bind(null, acceptPath(link))}
        />
      );
    default: {
      const { id, handle } = found.offer.organization;
      return (
        <EndedInvitation
          ended={found}
          corner={found.viewer && accountMenu(found.viewer, link)}
          organizationHref={consolePath({ root: handle, orgId: id })}
          myOrganizationsHref={MY_ORGANIZATIONS}
          requestNewLink={requestNewLinkAction.bind(null, link)}
        />
      );
    }
  }
}

function accountMenu(viewer: Viewer, link: string) {
  return (
    <AccountMenu
      account={viewer}
      accountHref={ACCOUNT}
      myOrganizationsHref={MY_ORGANIZATIONS}
      signOut={signOutAction.bind(null, acceptPath(link))}
    />
  );
}
