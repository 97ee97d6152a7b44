import type { Metadata } from "next";
import { guardPage } from "@/app/_server/page-guard";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { consolePath, type Scope } from "@/app/_server/paths";
import { OverviewPanel } from "@/components/overview/overview-panel";
import { can } from "@/db/request-context";
import { readOverview } from "@/db/overview/get";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params);
  const overview = await readOverview(ctx);
  const scope = scopeOf(ctx);
  return (
    <ConsolePage ctx={ctx} current="Overview" title="Overview">
      <OverviewPanel
        overview={overview}
        paths={{
          users: consolePath(scope, "/users"),
          invitations: consolePath(scope, "/users/invitations"),
          organizations: consolePath(scope, "/organizations"),
        }}
        parentName={can(ctx, "invitations.create") ? (ctx.organization.parent?.name ?? null) : null}
      />
    </ConsolePage>
  );
}
