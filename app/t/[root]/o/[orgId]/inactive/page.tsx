import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signOutAction } from "@/app/_server/account-actions";
import { findAccess } from "@/app/_server/page-guard";
import { consolePath, MY_ORGANIZATIONS, type Scope } from "@/app/_server/paths";
import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";
import { SubmitButton } from "@/components/ui/submit-button";

export const metadata: Metadata = { title: "Inactive" };

/** Says why the console of a disabled organization, or of a descendant, doesn't open. */
export default async function InactivePage({ params }: { params: Promise<Scope> }) {
  const scope = await params;
  const access = await findAccess(scope.root, scope.orgId);
  if (access.state !== "inactive") redirect(consolePath(scope));
  return (
    <NoticePage
      title={`${access.organization.name} is inactive`}
      actions={
        <>
          <ButtonLink href={MY_ORGANIZATIONS} size="lg" newDocument>
            My organizations
          </ButtonLink>
          <form action={signOutAction.bind(null, "/")}>
            <SubmitButton variant="outline">Sign out</SubmitButton>
          </form>
        </>
      }
    >
      <p>It has been disabled, or one above it has. Nothing is lost: it opens again when it is enabled.</p>
      <p>If this is unexpected, ask an administrator of the organization above it.</p>
    </NoticePage>
  );
}
