import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { NewOrganizationForm } from "@/components/organizations/new-organization-form";
import { can } from "@/db/request-context";
import { createOrganizationAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("organizations");
  return { title: t("create.pageTitle") };
}

export default withNotFoundPage(NewOrganizationPage);

async function NewOrganizationPage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params, "organizations.create");
  if (!can(ctx, "organizations.enter")) notFound(); // the first administrator gets every permission there
  const t = await getTranslations("organizations");
  const scope = scopeOf(ctx);
  return (
    <ConsolePage
      ctx={ctx}
      current="organizations"
      title={t("create.title")}
      breadcrumbs={[{ label: t("create.title") }]}
    >
      <NewOrganizationForm
        parentName={ctx.organization.name}
        requestId={randomUUID()}
        action={createOrganizationAction.bind(null, scope)}
        cancelHref={consolePath(scope, can(ctx, "organizations.view") ? "/organizations" : "")}
      />
    </ConsolePage>
  );
}
