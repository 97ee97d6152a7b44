import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getDb } from "@/app/_server/database";
import { findAccess } from "@/app/_server/page-guard";
import {
  consolePath,
  forgotPasswordPath,
  myOrganizationsPath,
  pathWithin,
  type Scope,
  SET_PASSWORD,
} from "@/app/_server/paths";
import { signInAction } from "@/app/_server/sign-in-action";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { ClientMessages } from "@/components/ui/client-messages";
import { PlainPage } from "@/components/ui/plain-page";
import { findBranding } from "@/db/settings/branding";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sign-in");
  return { title: t("pageTitle") };
}

type SignInPageProps = {
  params: Promise<Scope>;
  searchParams: Promise<{ next?: string | string[]; done?: string | string[] }>;
};

/** The sign-in page of an organization. Users who are signed in are redirected to where they work. */
export default async function SignInPage({ params, searchParams }: SignInPageProps) {
  const scope = await params;
  const { next: wanted, done } = await searchParams;
  const next = pathWithin(wanted, consolePath(scope));
  const access = await findAccess(scope.root, scope.orgId);
  if (access.state === "open") redirect(next);
  if (access.state === "no-rights") redirect(myOrganizationsPath(scope.orgId));
  if (access.state === "inactive") redirect(consolePath(scope, "/inactive"));
  if (access.state === "absent" || !access.organization) notFound();
  const { id, name } = access.organization;
  const branding = await findBranding({ db: getDb(), organizationId: id });
  const t = await getTranslations("sign-in");
  return (
    <PlainPage title={t("title", { organization: name })} host={{ name, ...branding }}>
      {done === SET_PASSWORD && (
        <p role="status" className="rounded-xl bg-success-soft px-3 py-2 text-success-soft-foreground">
          {t("passwordSet")}
        </p>
      )}
      <ClientMessages namespaces={["sign-in"]}>
        <SignInForm
          action={signInAction.bind(null, scope, next)}
          forgotPasswordHref={forgotPasswordPath(scope)}
        />
      </ClientMessages>
    </PlainPage>
  );
}
