import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ConsolePage } from "@/app/_server/console-page";
import { getEnv } from "@/app/_server/env";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { findAccess, guardPage, orNotFound } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf, signInAddress } from "@/app/_server/paths";
import { DeletionStatus } from "@/components/organizations/deletion-status";
import {
  OrganizationControls,
  OrganizationDangerZone,
} from "@/components/organizations/organization-controls";
import { OrganizationFacts } from "@/components/organizations/organization-facts";
import { RenameOrganization } from "@/components/organizations/rename-organization";
import { DetailsLayout } from "@/components/ui/details-layout";
import { NotFound } from "@/db/errors";
import { wasDeleted } from "@/db/organizations/find";
import { getChildOrganization } from "@/db/organizations/get";
import { can, type RequestContext } from "@/db/request-context";
import {
  cancelDeletionAction,
  deleteOrganizationAction,
  disableOrganizationAction,
  enableOrganizationAction,
  renameOrganizationAction,
} from "./actions";

export async function generateMetadata({ params }: OrganizationPageProps): Promise<Metadata> {
  const { root, orgId, childId } = await params;
  const access = await findAccess(root, orgId);
  const canView = access.state === "open" && can(access.ctx, "organizations.view");
  const organization = canView && (await readChild(access.ctx, childId).catch(() => null));
  const t = await getTranslations("organizations");
  return { title: organization ? organization.name : t("pageTitle") };
}

/** Read once for the title and the page. */
const readChild = cache(async (ctx: RequestContext, id: string) => await getChildOrganization({ ctx, id }));

type OrganizationPageProps = { params: Promise<Scope & { childId: string }> };

export default withNotFoundPage(OrganizationPage);

async function OrganizationPage({ params }: OrganizationPageProps) {
  const ctx = await guardPage(params, "organizations.view");
  const { childId } = await params;
  const scope = scopeOf(ctx);
  const organizationsHref = consolePath(scope, "/organizations");
  const organization = await orNotFound(
    readChild(ctx, childId).catch(async (error: unknown) => {
      // A viewer who watches a deletion is redirected to the list when it is done.
      if (error instanceof NotFound && (await wasDeleted(ctx.db, ctx, childId))) redirect(organizationsHref);
      throw error;
    }),
  );
  const child = { ...scope, orgId: organization.id };
  return (
    <ConsolePage
      ctx={ctx}
      current="organizations"
      title={organization.name}
      breadcrumbs={[{ name: organization.name }]}
      namespaces={["organizations"]}
      actions={
        <OrganizationControls
          organization={organization}
          switchHref={organization.enterable ? consolePath(child, "") : null}
          enable={can(ctx, "organizations.disable") ? enableOrganizationAction.bind(null, scope) : null}
          cancelDeletion={can(ctx, "organizations.delete") ? cancelDeletionAction.bind(null, scope) : null}
        />
      }
    >
      <DetailsLayout
        facts={
          <OrganizationFacts
            organization={organization}
            signInAddress={signInAddress(child, false, getEnv().BASE_URL)}
          />
        }
      >
        <DeletionStatus organization={organization} href={`${organizationsHref}/${organization.id}`} />
        {can(ctx, "organizations.rename") && (
          <RenameOrganization
            organization={organization}
            action={renameOrganizationAction.bind(null, scope)}
          />
        )}
        <OrganizationDangerZone
          organization={organization}
          organizationsHref={organizationsHref}
          disable={can(ctx, "organizations.disable") ? disableOrganizationAction.bind(null, scope) : null}
          remove={can(ctx, "organizations.delete") ? deleteOrganizationAction.bind(null, scope) : null}
        />
      </DetailsLayout>
    </ConsolePage>
  );
}
