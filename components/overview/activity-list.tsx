import { useTranslations } from "next-intl";
import { actorText, eventSentence, targetText } from "@/components/audit/event-text";
import { Avatar } from "@/components/ui/avatar";
import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { richText } from "@/components/ui/rich-text";
import type { RecentEvent } from "@/db/overview/activity";
import type { OrganizationRef } from "@/db/request-context";
import { listNames } from "@/lib/cut-list";

export type ActivityLinks = {
  /** The page of a user of this organization. Null if the viewer can't see users. */
  readonly userHrefOf: ((userId: string) => string) | null;
  /** The page of what an event is about. */
  readonly subjectHrefOf: (page: NonNullable<RecentEvent["subjectPage"]>, id: string) => string;
  /** The console of a child organization. */
  readonly childHrefOf: (child: OrganizationRef) => string;
};

type ActivityListProps = { readonly events: readonly RecentEvent[]; readonly links: ActivityLinks };

/** Events as sentences: "Ada Winter invited Grace Holloway". */
export function ActivityList({ events, links }: ActivityListProps) {
  return (
    <ul className="card divide-y divide-separator">
      {events.map((event) => (
        <li key={event.id} className="flex items-start gap-3 px-card py-2.5">
          <EventAvatar event={event} />
          <div className="flex min-w-0 flex-1 flex-wrap justify-between gap-x-4">
            <EventText event={event} links={links} />
            <span className="text-muted">
              <RelativeTime date={event.at} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function EventAvatar({ event }: { readonly event: RecentEvent }) {
  const t = useTranslations();
  return <Avatar name={event.actorFullName ?? actorText(t, event)} size="sm" />;
}

function EventText({ event, links }: { readonly event: RecentEvent; readonly links: ActivityLinks }) {
  const all = useTranslations();
  const t = useTranslations("overview.activity");
  const common = useTranslations("common");
  const { actorId, actorFullName, subjectId, subjectPage, subjectFullName, child, details } = event;
  const actorHref = actorId && !child ? links.userHrefOf?.(actorId) : null;
  const subjectHref = subjectPage && subjectId ? links.subjectHrefOf(subjectPage, subjectId) : null;
  const groups = ACTIONS_WITH_GROUPS.includes(event.action) ? listNames(common, details.groups) : "";
  return (
    <span className="min-w-0">
      <span>
        {eventSentence(all, event, {
          actor: () => <Noun href={actorHref}>{actorFullName ?? actorText(all, event)}</Noun>,
          target: () => <Noun href={subjectHref}>{subjectFullName ?? targetText(all, event)}</Noun>,
        })}
      </span>
      {groups && <span className="block text-muted">{t.rich("groups", { ...richText, groups })}</span>}
      {child && (
        <span className="block text-muted">
          <Noun href={links.childHrefOf(child)}>{child.name}</Noun>
        </span>
      )}
    </span>
  );
}

/** A name in a sentence. Its weight sets it apart, so a link needs no underline. */
function Noun({ href, children }: { readonly href: string | null | undefined; readonly children: string }) {
  const name = <Name className="font-semibold text-foreground">{children}</Name>;
  if (!href) return name;
  return (
    <NavLink href={href} className="rounded-sm underline-offset-3 hover:underline">
      {name}
    </NavLink>
  );
}

const ACTIONS_WITH_GROUPS = ["invitations.create", "invitations.accept", "users.create"];
