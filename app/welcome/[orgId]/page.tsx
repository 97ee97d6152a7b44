import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getDb } from "@/app/_server/database";
import { consolePath, MY_ORGANIZATIONS } from "@/app/_server/paths";
import { readSession } from "@/app/_server/session";
import { WelcomePage } from "@/components/accept/welcome";
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
      organizationHref={consolePath({ root: handle, orgId: id })}
      myOrganizationsHref={MY_ORGANIZATIONS}
    />
  );
}
