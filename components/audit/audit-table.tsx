import { useTranslations } from "next-intl";
import { EventDetails } from "@/components/audit/event-details";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ListLink } from "@/components/ui/list-link";
import { type ListAddress, listHref } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";
import { richText } from "@/components/ui/rich-text";
import type { AuditRow } from "@/db/audit/types";
import { reasonText } from "./details";
import { actorText, eventSentence, targetText } from "./event-text";

type AuditTableProps = {
  readonly rows: readonly AuditRow[];
  readonly address: ListAddress;
  /** The id of the organization whose log this is. Events of others show their organization. */
  readonly organizationId: string;
  /** The page of an event's invitation. Null if the viewer can't open it. */
  readonly invitationHrefOf: (row: AuditRow) => string | null;
};

export function AuditTable({ rows, address, organizationId, invitationHrefOf }: AuditTableProps) {
  const t = useTranslations("audit");
  const hasOthers = rows.some(({ organization }) => organization.id !== organizationId);
  const columns: Column<AuditRow>[] = [
    { label: t("columns.when"), phone: "first", cell: ({ at }) => <RelativeTime date={at} /> },
    {
      label: t("columns.event"),
      kind: "name",
      cell: (row) => (
        <div className="relative flex min-w-0 flex-col gap-0.5 leading-5">
          <EventSentence row={row} address={address} />
          <EventDetails row={row} address={address} invitationHref={invitationHrefOf(row)} />
        </div>
      ),
    },
    ...(hasOthers
      ? [
          {
            label: t("columns.where"),
            kind: "text" as const,
            phone: "second" as const,
            cell: ({ organization }: AuditRow) => (
              <Place organization={organization} isHere={organization.id === organizationId} />
            ),
          },
        ]
      : []),
  ];
  return <DataTable caption={t("title")} columns={columns} rows={rows} rowKey={({ id }) => String(id)} />;
}

/** The actor and the target link to the log filtered by them. */
function EventSentence({ row, address }: { readonly row: AuditRow; readonly address: ListAddress }) {
  const t = useTranslations();
  const { actorName, actingFrom, outcome, details } = row;
  const actor = actorText(t, row);
  const reason = outcome === "refused" ? reasonText(t, details.reason) : "";
  return (
    <p className="@2xl:pe-32">
      <span>
        {eventSentence(t, row, {
          actor: () =>
            actorName ? (
              <ListLink href={listHref(address, { person: actorName })} className="link font-medium">
                <Name>{actor}</Name>
              </ListLink>
            ) : (
              <span className="text-muted">{actor}</span>
            ),
          target: () => <Target row={row} address={address} />,
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
      {actingFrom && actorName && (
        <span className="block text-xs text-muted">
          {t.rich("audit.actingFrom", { ...richText, organization: actingFrom })}
        </span>
      )}
    </p>
  );
}

function Target({ row, address }: { readonly row: AuditRow; readonly address: ListAddress }) {
  const name = <Name className="font-medium">{targetText(useTranslations(), row)}</Name>;
  if (!row.subjectId) return name;
  return (
    <ListLink href={listHref(address, { object: row.subjectId })} className="link">
      {name}
    </ListLink>
  );
}

type PlaceProps = { readonly organization: AuditRow["organization"]; readonly isHere: boolean };

function Place({ organization, isHere }: PlaceProps) {
  const t = useTranslations("audit");
  if (isHere) return <span className="text-muted">{t("here")}</span>;
  if (organization.name === null) return <span className="text-muted">{t("deletedOrganization")}</span>;
  return <Name className="line-clamp-3">{organization.name}</Name>;
}
