import { eventText } from "@/components/audit/event-text";
import { EndingSoon } from "@/components/overview/ending-soon";
import { EmptyState } from "@/components/ui/empty-state";
import type { Overview, RecentEvent } from "@/db/overview/get";
import { MAX_COUNT, plural } from "@/lib/plural";
import { type Activity, ActivityList } from "./activity-list";
import { GettingStarted } from "./getting-started";
import { MyInvitations } from "./my-invitations";
import { StatCard } from "./stat-card";

type OverviewPanelProps = {
  readonly overview: Overview;
  readonly paths: { readonly users: string; readonly invitations: string; readonly organizations: string };
  /** Null if there is no parent, or the viewer can't invite. */
  readonly parentName: string | null;
};

export function OverviewPanel({ overview, paths, parentName }: OverviewPanelProps) {
  const { users, pendingInvitations, linksAsked, organizationsBelow, recent } = overview;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(14rem,1fr))]">
        {users !== null && <StatCard label="Users" href={paths.users} {...cappedCount(users)} />}
        {pendingInvitations !== null && (
          <StatCard
            label="Pending invitations"
            href={`${paths.invitations}?status=pending`}
            note={pendingNote(overview)}
            {...cappedCount(pendingInvitations)}
          />
        )}
        {linksAsked !== null && linksAsked > 0 && (
          <StatCard
            label="New links asked"
            href={`${paths.invitations}?status=asked`}
            note="Send the invitations again, or delete them"
            {...cappedCount(linksAsked)}
          />
        )}
        {organizationsBelow !== null && organizationsBelow > 0 && (
          <StatCard
            label="Organizations below"
            href={paths.organizations}
            {...cappedCount(organizationsBelow)}
          />
        )}
      </div>
      <EndingSoon ending={overview.ending} usersHref={paths.users} />
      <MyInvitations own={overview.own} invitationsHref={paths.invitations} />
      {recent.length === 0 && (
        <GettingStarted
          paths={paths}
          parentName={parentName}
          hasOrganizations={(organizationsBelow ?? 0) > 0}
        />
      )}
      <section aria-labelledby="recent" className="flex flex-col gap-3">
        <h2 id="recent" className="text-lg font-semibold">
          Recent activity
        </h2>
        {recent.length > 0 ? (
          <ActivityList activities={recent.map(activityOf)} />
        ) : (
          <EmptyState title="Nothing has happened yet">What people do here will show here.</EmptyState>
        )}
      </section>
    </>
  );
}

function activityOf(event: RecentEvent): Activity {
  const { id, at, details } = event;
  const groups = Array.isArray(details.groups) ? details.groups.join(", ") : "";
  const namesGroups = groups !== "" && ACTIONS_WITH_GROUPS.includes(event.action);
  return { id: String(id), at, ...eventText(event), detail: namesGroups ? `into ${groups}` : undefined };
}

const ACTIONS_WITH_GROUPS = ["invitations.create", "invitations.accept", "users.create"];

function cappedCount(count: number) {
  return { count: Math.min(count, MAX_COUNT), more: count > MAX_COUNT };
}

function pendingNote(overview: Overview): string {
  const { pendingInvitations, expiringWithinADay, failedMails } = overview;
  if (!pendingInvitations) return "";
  const notes = [
    expiringWithinADay ? `${plural(expiringWithinADay, "expires", "expire")} within a day` : "",
    failedMails ? `${plural(failedMails, "mail")} failed` : "",
  ];
  return notes.filter(Boolean).join(", ") || "None expires within a day";
}
