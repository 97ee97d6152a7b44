import { useTranslations } from "next-intl";
import { EventDetails } from "@/components/audit/event-details";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListAddress } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { NameLink } from "@/components/ui/name-link";
import { richText } from "@/components/ui/rich-text";
import { Time } from "@/components/ui/time";
import { useReader } from "@/components/ui/use-times";
import type { AuditRow } from "@/db/audit/types";
import { formatEventTime } from "@/lib/dates";
import { reasonText } from "./details";
import { actorText, eventSentence, targetText } from "./event-text";

type AuditTableProps = {
  readonly rows: readonly AuditRow[];
  readonly address: ListAddress;
  /** The id of the organization whose log this is. Events of others show their organization. */
  readonly organizationId: string;
  readonly links: AuditLinks;
};

/** The pages of an event's actor, target and invitation. Null if the viewer can't open them. */
type AuditLinks = Readonly<Record<"actor" | "target" | "invitation", (row: AuditRow) => string | null>>;

export function AuditTable({ rows, address, organizationId, links }: AuditTableProps) {
  const t = useTranslations("audit");
  const hasOthers = rows.some(({ organization }) => organization.id !== organizationId);
  const columns: Column<AuditRow>[] = [
    { label: t("columns.when"), phone: "top", cell: ({ at }) => <EventTime at={at} /> },
    {
      label: t("columns.event"),
      kind: "name",
      cell: (row) => (
        <div className="flex min-w-0 flex-col gap-0.5 leading-5 @2xl:relative">
          <EventSentence row={row} links={links} />
          <EventDetails row={row} address={address} invitationHref={links.invitation(row)} />
        </div>
      ),
    },
    ...(hasOthers
      ? [
          {
            label: t("columns.where"),
            kind: "text" as const,
            phone: "top" as const,
            cell: ({ organization }: AuditRow) => (
              <div className="@max-[40rem]:pe-32">
                <Place organization={organization} isHere={organization.id === organizationId} />
              </div>
            ),
          },
        ]
      : []),
  ];
  return (
    <DataTable tall caption={t("title")} columns={columns} rows={rows} rowKey={({ id }) => String(id)} />
  );
}

/** Not relative, because a log is compared with other times. */
function EventTime({ at }: { readonly at: Date }) {
  const reader = useReader();
  return (
    <span className="text-muted">
      <Time date={at}>{formatEventTime(at, new Date(), reader)}</Time>
    </span>
  );
}

/** Names people in full, with usernames that this doesn't tell on the line below. */
function EventSentence({ row, links }: { readonly row: AuditRow; readonly links: AuditLinks }) {
  const t = useTranslations();
  const { actorName, actorFullName, subjectFullName, outcome, details } = row;
  const reason = outcome === "refused" ? reasonText(t, details.reason) : "";
  return (
    <p className="@2xl:pe-32">
      <span>
        {eventSentence(t, row, {
          actor: () =>
            actorName ? (
              <Noun href={links.actor(row)}>{actorFullName ?? actorName}</Noun>
            ) : (
              <span className="text-muted">{actorText(t, row)}</span>
            ),
          target: () => <Noun href={links.target(row)}>{subjectFullName ?? targetText(t, row)}</Noun>,
        })}
      </span>{" "}
      {outcome === "refused" && (
        <span className="inline-flex align-middle">
          <Badge tone="warning">{t("audit.outcomes.refused")}</Badge>
        </span>
      )}
      {reason && (
        <span className="block text-muted">
          <bdi>{reason}</bdi>
        </span>
      )}
      <Usernames row={row} />
    </p>
  );
}

function Noun({ href, children }: { readonly href: string | null; readonly children: string }) {
  return (
    <NameLink href={href} className="font-semibold">
      {children}
    </NameLink>
  );
}

/** "mh2, from Meridian Group · jsmith": the usernames that the names in the sentence don't contain. */
function Usernames({ row }: { readonly row: AuditRow }) {
  const t = useTranslations();
  const { actorName, actorFullName, actingFrom, subjectName, subjectFullName } = row;
  const isOwn = actorName === subjectName;
  const parts = [
    ["actor", addsTo(actorFullName, actorName) && <Name>{actorName}</Name>],
    [
      "from",
      actingFrom && actorName && t.rich("audit.actingFrom", { ...richText, organization: actingFrom }),
    ],
    ["target", !isOwn && addsTo(subjectFullName, subjectName) && <Name>{subjectName}</Name>],
  ] as const;
  const shown = parts.filter(([, part]) => part);
  if (shown.length === 0) return null;
  return (
    <span className="block text-xs text-muted">
      {shown.map(([key, part], index) => (
        <span key={key}>
          {index > 0 && <span aria-hidden="true"> · </span>}
          <span>{part}</span>
        </span>
      ))}
    </span>
  );
}

/** Whether the username tells more than the name: "ada" doesn't for Ada Winter. */
function addsTo(name: string | null, username: string | null): username is string {
  if (!name || !username) return false;
  const lettersOf = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  return !lettersOf(name).includes(lettersOf(username));
}

type PlaceProps = { readonly organization: AuditRow["organization"]; readonly isHere: boolean };

function Place({ organization, isHere }: PlaceProps) {
  const t = useTranslations("audit");
  if (isHere) return <span className="text-muted">{t("here")}</span>;
  if (organization.name === null) return <span className="text-muted">{t("deletedOrganization")}</span>;
  return <Name className="line-clamp-3">{organization.name}</Name>;
}
