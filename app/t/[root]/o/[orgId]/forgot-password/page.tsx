import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getDb } from "@/app/_server/database";
import { findAccess } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { ForgotPasswordForm } from "@/components/passwords/forgot-password-form";
import { ResetRequested } from "@/components/passwords/reset-requested";
import { ClientMessages } from "@/components/ui/client-messages";
import { PlainPage } from "@/components/ui/plain-page";
import { findBranding } from "@/db/settings/branding";
import { requestPasswordResetAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("passwords.forgot");
  return { title: t("pageTitle") };
}

type ForgotPasswordPageProps = {
  params: Promise<Scope>;
  searchParams: Promise<{ requested?: string | string[] }>;
};

/** For everyone who can reach the organization, signed in or not. */
export default async function ForgotPasswordPage({ params, searchParams }: ForgotPasswordPageProps) {
  const scope = await params;
  const access = await findAccess(scope.root, scope.orgId);
  if (access.state === "inactive") redirect(consolePath(scope, "/inactive"));
  const organization =
    access.state === "open" ? access.ctx.organization : "organization" in access && access.organization;
  if (!organization) notFound();
  const { id, name } = organization;
  const host = { name, ...(await findBranding({ db: getDb(), organizationId: id })) };
  if ((await searchParams).requested !== undefined) {
    return <ResetRequested host={host} signInHref={consolePath(scope, "/sign-in")} />;
  }
  const t = await getTranslations("passwords.forgot");
  return (
    <PlainPage title={t("title")} host={host}>
      <p className="text-base leading-7 text-muted">{t("intro")}</p>
      <ClientMessages namespaces={["passwords"]}>
        <ForgotPasswordForm action={requestPasswordResetAction.bind(null, scope)} />
      </ClientMessages>
    </PlainPage>
  );
}
