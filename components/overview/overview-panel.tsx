import { useTranslations } from "next-intl";
import { actorText, eventSentence, targetText } from "@/components/audit/event-text";
import { EndingSoon } from "@/components/overview/ending-soon";
import { EmptyState } from "@/components/ui/empty-state";
import { Name } from "@/components/ui/name";
import type { Overview, RecentEvent } from "@/db/overview/get";
import type { OrganizationRef } from "@/db/request-context";
import type { Translator } from "@/i18n/translator";
import { joinNames } from "@/lib/cut-list";
import { MAX_COUNT } from "@/lib/plural";
import { type Activity, ActivityList } from "./activity-list";
import { GettingStarted } from "./getting-started";
import { MyInvitations } from "./my-invitations";
import { StatCard } from "./stat-card";

type OverviewPanelProps = {
  readonly overview: Overview;
  readonly paths: { readonly users: string; readonly invitations: string; readonly organizations: string };
  /** Null if there is no parent, or the viewer can't invite. */
  readonly parentName: string | null;
  /** The console of a child organization. */
  readonly childHrefOf: (child: OrganizationRef) => string;
};

export function OverviewPanel({ overview, paths, parentName, childHrefOf }: OverviewPanelProps) {
  const t = useTranslations("overview");
  const all = useTranslations();
  const { users, pendingInvitations, newLinkRequests, childOrganizations, recent } = overview;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(14rem,1fr))]">
        {users !== null && <StatCard label={t("stats.users")} href={paths.users} {...cappedCount(users)} />}
        {pendingInvitations !== null && (
          <StatCard
            label={t("stats.pendingInvitations")}
            href={`${paths.invitations}?status=pending`}
            note={pendingNote(t, overview)}
            {...cappedCount(pendingInvitations)}
          />
        )}
        {newLinkRequests !== null && newLinkRequests > 0 && (
          <StatCard
            label={t("stats.newLinkRequests.label")}
            href={`${paths.invitations}?status=asked`}
            note={t("stats.newLinkRequests.note")}
            {...cappedCount(newLinkRequests)}
          />
        )}
        {childOrganizations !== null && childOrganizations > 0 && (
          <StatCard
            label={t("stats.childOrganizations")}
            href={paths.organizations}
            {...cappedCount(childOrganizations)}
          />
        )}
      </div>
      <EndingSoon ending={overview.ending} usersHref={paths.users} />
      <MyInvitations own={overview.own} invitationsHref={paths.invitations} />
      {recent.length === 0 && (
        <GettingStarted
          paths={paths}
          parentName={parentName}
          hasOrganizations={(childOrganizations ?? 0) > 0}
        />
      )}
      <section aria-labelledby="recent" className="flex flex-col gap-3">
        <h2 id="recent" className="text-lg font-semibold">
          {t("activity.title")}
        </h2>
        {recent.length > 0 ? (
          <ActivityList activities={recent.map((event) => activityOf(all, event, childHrefOf))} />
        ) : (
          <EmptyState title={t("activity.empty.title")}>{t("activity.empty.hint")}</EmptyState>
        )}
      </section>
    </>
  );
}

function activityOf(
  t: Translator,
  event: RecentEvent,
  childHrefOf: OverviewPanelProps["childHrefOf"],
): Activity {
  const { id, at, details, child } = event;
  return {
    sentence: eventSentence(t, event, {
      actor: () => <Name className="font-medium">{actorText(t, event)}</Name>,
      target: () => <Name className="font-medium">{targetText(t, event)}</Name>,
    }),
    id: String(id),
    at,
    groups: ACTIONS_WITH_GROUPS.includes(event.action) ? joinNames(details.groups) : "",
    child: child && { name: child.name, href: childHrefOf(child) },
  };
}

const ACTIONS_WITH_GROUPS = ["invitations.create", "invitations.accept", "users.create"];

function cappedCount(count: number) {
  return { count: Math.min(count, MAX_COUNT), more: count > MAX_COUNT };
}

function pendingNote(t: Translator<"overview">, overview: Overview): string {
  const { pendingInvitations, expiringWithinADay, failedEmails } = overview;
  if (!pendingInvitations) return "";
  return t("stats.pendingNote", { expiring: expiringWithinADay ?? 0, failed: failedEmails ?? 0 });
}
