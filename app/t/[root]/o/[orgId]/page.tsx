import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { InviteButton } from "@/components/invite/invite-button";
import { OverviewPanel } from "@/components/overview/overview-panel";
import { getOverview } from "@/db/overview/get";
import { can } from "@/db/request-context";
import { findInviteForm } from "./users/find-invite-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("overview");
  return { title: t("pageTitle") };
}

export default async function OverviewPage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params);
  const [overview, invite] = await Promise.all([getOverview(ctx), findInviteForm(ctx)]);
  const t = await getTranslations("overview");
  const scope = scopeOf(ctx);
  return (
    <ConsolePage
      ctx={ctx}
      current="overview"
      namespaces={["invite"]}
      title={t("title")}
      actions={invite && <InviteButton invite={invite} />}
    >
      <OverviewPanel
        overview={overview}
        paths={{
          users: consolePath(scope, "/users"),
          invitations: consolePath(scope, "/users/invitations"),
          organizations: consolePath(scope, "/organizations"),
        }}
        childHrefOf={({ id }) => consolePath({ ...scope, orgId: id })}
        parentName={can(ctx, "invitations.create") ? (ctx.organization.parent?.name ?? null) : null}
      />
    </ConsolePage>
  );
}
