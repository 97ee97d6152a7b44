import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { signOutAction } from "@/app/_server/account-actions";
import { findAccess } from "@/app/_server/page-guard";
import { consolePath, MY_ORGANIZATIONS, type Scope } from "@/app/_server/paths";
import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";
import { PlainForm } from "@/components/ui/plain-form";
import { SubmitButton } from "@/components/ui/submit-button";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("organizations");
  return { title: t("inactive.pageTitle") };
}

/** Says why the console of a disabled organization, or of a descendant, doesn't open. */
export default async function InactivePage({ params }: { params: Promise<Scope> }) {
  const scope = await params;
  const access = await findAccess(scope.root, scope.orgId);
  if (access.state !== "inactive") redirect(consolePath(scope));
  const t = await getTranslations("organizations.inactive");
  return (
    <NoticePage
      title={t("title", { organization: access.organization.name })}
      actions={
        <>
          <ButtonLink href={MY_ORGANIZATIONS} size="lg" newDocument>
            {t("myOrganizations")}
          </ButtonLink>
          <PlainForm action={signOutAction.bind(null, "/")}>
            <SubmitButton variant="outline">{t("signOut")}</SubmitButton>
          </PlainForm>
        </>
      }
    >
      <p>{t("reason")}</p>
      <p>{t("next")}</p>
    </NoticePage>
  );
}
