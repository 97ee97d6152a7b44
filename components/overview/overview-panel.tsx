import { eventText } from "@/components/audit/event-text";
import { EndingSoon } from "@/components/overview/ending-soon";
import { EmptyState } from "@/components/ui/empty-state";
import type { Overview, RecentEvent } from "@/db/overview/get";
import { plural } from "@/lib/plural";
import { type Activity, ActivityList } from "./activity-list";
import { GettingStarted } from "./getting-started";
import { OwnInvitations } from "./my-invitations";
import { StatCard } from "./stat-card";
import { StatCards } from "./stat-cards";

type OverviewPanelProps = {
  readonly overview: Overview;
  readonly paths: { readonly users: string; readonly invitations: string; readonly organizations: string };
  /** From where one may invite; null where there is no parent or no permission. */
  readonly parentName: string | null;
};

const COUNTED = 1000;

/** How the organization stands, what to do first, and what happened last. */
export function OverviewPanel({ overview, paths, parentName }: OverviewPanelProps) {
  const { users, pendingInvitations, linksAsked, organizationsBelow, recent } = overview;
  return (
    <>
      <StatCards>
        {users !== null && <StatCard label="Users" href={paths.users} {...counted(users)} />}
        {pendingInvitations !== null && (
          <StatCard
            label="Pending invitations"
            href={`${paths.invitations}?status=pending`}
            note={pendingNote(overview)}
            {...counted(pendingInvitations)}
          />
        )}
        {linksAsked !== null && linksAsked > 0 && (
          <StatCard
            label="New links asked"
            href={`${paths.invitations}?status=asked`}
            note="Send the invitations again, or delete them"
            {...counted(linksAsked)}
          />
        )}
        {organizationsBelow !== null && organizationsBelow > 0 && (
          <StatCard label="Organizations below" href={paths.organizations} {...counted(organizationsBelow)} />
        )}
      </StatCards>
      <EndingSoon ending={overview.ending} usersHref={paths.users} />
      <OwnInvitations own={overview.own} invitationsHref={paths.invitations} />
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

function activityOf(happening: RecentEvent): Activity {
  const { id, at, details } = happening;
  const groups =
    Array.isArray(details.groups) && details.groups.length > 0 ? details.groups.join(", ") : null;
  return {
    id: String(id),
    at,
    ...eventText(happening),
    ...(groups && JOINING.includes(happening.action) && { detail: `into ${groups}` }),
  };
}

const JOINING = ["invitations.create", "invitations.accept", "users.create"];

function counted(count: number) {
  return { count: Math.min(count, COUNTED), more: count > COUNTED };
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
