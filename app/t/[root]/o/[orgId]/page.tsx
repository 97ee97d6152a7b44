import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { InviteButton, InviteDialogProvider } from "@/components/invite/invite-button";
import { OverviewPanel } from "@/components/overview/overview-panel";
import { getOverview } from "@/db/overview/get";
import { timeZoneName } from "@/lib/dates";
import { activityLinks, overviewHrefs } from "./overview-links";
import { findInviteForm } from "./users/find-invite-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("overview");
  return { title: t("pageTitle") };
}

export default withNotFoundPage(OverviewPage);

async function OverviewPage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params);
  const [overview, invite] = await Promise.all([getOverview(ctx), findInviteForm(ctx)]);
  const t = await getTranslations("overview");
  const { name, parent, timeZone } = ctx.organization;
  return (
    <ConsolePage
      ctx={ctx}
      current="overview"
      namespaces={["invite"]}
      title={t("title")}
      actions={invite && <InviteButton isMain />}
      provide={(frame) => <InviteDialogProvider invite={invite}>{frame}</InviteDialogProvider>}
    >
      <OverviewPanel
        overview={overview}
        organization={{
          name,
          parent: parent?.name ?? null,
          zoneName: timeZoneName({ locale: await getLocale(), timeZone }),
        }}
        hrefs={overviewHrefs(ctx)}
        activityLinks={activityLinks(ctx)}
        childInvitationsHrefOf={(orgId) => consolePath({ ...scopeOf(ctx), orgId }, "/users/invitations")}
        inviteButton={invite && <InviteButton />}
      />
    </ConsolePage>
  );
}
