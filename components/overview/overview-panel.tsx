import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { NavLink } from "@/components/ui/nav-link";
import { Section } from "@/components/ui/section";
import type { Overview } from "@/db/overview/get";
import { type ActivityLinks, ActivityList } from "./activity-list";
import { AttentionList } from "./attention-list";
import { ChildInvitations } from "./child-invitations";
import { FirstStepsCard } from "./first-steps-card";
import type { OverviewHrefs } from "./hrefs";
import { InvitationsChart } from "./invitations-chart";
import { MyInvitations } from "./my-invitations";
import { type Stat, StatStrip } from "./stat-strip";

type OverviewPanelProps = {
  readonly overview: Overview;
  readonly organization: { readonly name: string; readonly parent: string | null; readonly zoneName: string };
  readonly hrefs: OverviewHrefs;
  readonly activityLinks: ActivityLinks;
  readonly childInvitationsHrefOf: (childId: string) => string;
  /** Opens the invite dialog. Null if the viewer can't invite, or there is no parent. */
  readonly inviteButton: ReactNode | null;
};

export function OverviewPanel(props: OverviewPanelProps) {
  const { overview, organization, hrefs, inviteButton } = props;
  const { firstSteps, weeks, below, own } = overview;
  return (
    <>
      <StatStrip stats={useStats(overview, hrefs)} />
      {firstSteps && (
        <FirstStepsCard
          done={firstSteps}
          hrefs={hrefs}
          organization={organization.name}
          parent={organization.parent}
          inviteButton={inviteButton}
        />
      )}
      <AttentionList overview={overview} hrefs={hrefs} />
      {below && (
        <ChildInvitations
          below={below}
          organizationsHref={hrefs.organizations}
          invitationsHrefOf={props.childInvitationsHrefOf}
        />
      )}
      <MyInvitations own={own} invitationsHref={hrefs.invitations} />
      {weeks && <InvitationsChart weeks={weeks} zoneName={organization.zoneName} />}
      {overview.recent && (
        <Activity events={overview.recent} links={props.activityLinks} auditLogHref={hrefs.auditLog} />
      )}
    </>
  );
}

function useStats(overview: Overview, hrefs: OverviewHrefs): Stat[] {
  const t = useTranslations("overview.stats");
  const { users, pendingInvitations, childOrganizations } = overview;
  return [
    ...(users === null ? [] : [{ label: t("users"), count: users, href: hrefs.users }]),
    ...(pendingInvitations === null
      ? []
      : [
          {
            label: t("pendingInvitations"),
            count: pendingInvitations,
            href: `${hrefs.invitations}?status=pending`,
          },
        ]),
    ...(childOrganizations
      ? [{ label: t("childOrganizations"), count: childOrganizations, href: hrefs.organizations }]
      : []),
  ];
}

type ActivityProps = {
  readonly events: NonNullable<Overview["recent"]>;
  readonly links: ActivityLinks;
  readonly auditLogHref: string | null;
};

function Activity({ events, links, auditLogHref }: ActivityProps) {
  const t = useTranslations("overview.activity");
  const seeAll = auditLogHref && events.length > 0 && (
    <NavLink href={auditLogHref} className="link">
      {t("all")}
    </NavLink>
  );
  return (
    <Section headingId="recent" title={t("title")} aside={seeAll}>
      {events.length > 0 ? (
        <ActivityList events={events} links={links} />
      ) : (
        <EmptyState title={t("empty.title")}>{t("empty.hint")}</EmptyState>
      )}
    </Section>
  );
}
