import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { NewOrganizationForm } from "@/components/organizations/new-organization-form";
import { can } from "@/db/request-context";
import { createOrganizationAction } from "./actions";

export const metadata: Metadata = { title: "Create organization" };

export default async function NewOrganizationPage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params, "organizations.create");
  if (!can(ctx, "organizations.enter")) notFound(); // the first administrator gets every permission there
  const scope = scopeOf(ctx);
  return (
    <ConsolePage ctx={ctx} current="Organizations" title="Create organization">
      <NewOrganizationForm
        parentName={ctx.organization.name}
        requestId={randomUUID()}
        action={createOrganizationAction.bind(null, scope)}
        cancelHref={consolePath(scope, can(ctx, "organizations.view") ? "/organizations" : "")}
      />
    </ConsolePage>
  );
}
