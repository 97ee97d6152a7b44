import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { signOutAction } from "@/app/_server/account-actions";
import { getDb } from "@/app/_server/database";
import { ACCOUNT, consolePath, MY_ORGANIZATIONS } from "@/app/_server/paths";
import { readSession } from "@/app/_server/session";
import { WelcomePage } from "@/components/accept/welcome";
import { AccountMenu } from "@/components/account/account-menu";
import { findWelcome } from "@/db/memberships/find-welcome";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accept.welcome");
  return { title: t("pageTitle") };
}

/** Where accepting an invitation ends. */
export default async function Welcome({ params }: { params: Promise<{ orgId: string }> }) {
  const [session, { orgId }] = await Promise.all([readSession(), params]);
  const welcome = session && (await findWelcome({ db: getDb(), session, organizationId: orgId }));
  if (!welcome) notFound();
  const { id, handle } = welcome.organization;
  return (
    <WelcomePage
      welcome={welcome}
      corner={
        <AccountMenu
          account={welcome.account}
          accountHref={ACCOUNT}
          myOrganizationsHref={MY_ORGANIZATIONS}
          signOut={signOutAction.bind(null, "/")}
        />
      }
      organizationHref={consolePath({ root: handle, orgId: id })}
      myOrganizationsHref={MY_ORGANIZATIONS}
    />
  );
}
