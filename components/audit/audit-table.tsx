import { EventDetails } from "@/components/audit/event-details";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ListLink } from "@/components/ui/list-link";
import { type ListAddress, listHref } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AuditRow } from "@/db/audit/types";
import { eventText } from "./event-text";

type AuditTableProps = {
  readonly rows: readonly AuditRow[];
  readonly address: ListAddress;
  /** The id of the organization whose log this is. Events of others show their organization. */
  readonly organizationId: string;
};

/** A click on an actor or a target filters the log by it. */
export function AuditTable({ rows, address, organizationId }: AuditTableProps) {
  const hasOthers = rows.some(({ organization }) => organization.id !== organizationId);
  const columns = [
    TIME_COLUMN,
    actorColumn(address),
    actionColumn(address),
    targetColumn(address),
    ...(hasOthers ? [organizationColumn(organizationId)] : []),
  ];
  return <DataTable caption="Audit log" columns={columns} rows={rows} rowKey={({ id }) => String(id)} />;
}

const TIME_COLUMN: Column<AuditRow> = { label: "When", cell: ({ at }) => <RelativeTime date={at} /> };

function actorColumn(address: ListAddress): Column<AuditRow> {
  return {
    label: "Who",
    cell: (row) => (
      <div className="flex min-w-0 flex-col items-start">
        {row.actorName ? (
          <ListLink href={listHref(address, { person: row.actorName })} className="link font-medium">
            <Name>{row.actorName}</Name>
          </ListLink>
        ) : (
          <span className="text-muted">{eventText(row).actor}</span>
        )}
        {row.actingFrom && (
          <span className="text-xs text-muted">
            from <Name>{row.actingFrom}</Name>
          </span>
        )}
      </div>
    ),
  };
}

function actionColumn(address: ListAddress): Column<AuditRow> {
  return {
    label: "What",
    cell: (row) => (
      <EventDetails row={row} address={address}>
        {eventText(row).action}{" "}
        {row.outcome === "refused" && (
          <span className="inline-flex align-bottom">
            <Badge tone="warning">Refused</Badge>
          </span>
        )}
      </EventDetails>
    ),
  };
}

function targetColumn(address: ListAddress): Column<AuditRow> {
  return {
    label: "Whom or what",
    cell: (row) => {
      const { target } = eventText(row);
      if (!target) return null;
      if (!row.subjectId) return <Name>{target}</Name>;
      return (
        <ListLink href={listHref(address, { object: row.subjectId })} className="link">
          <Name className="line-clamp-3">{target}</Name>
        </ListLink>
      );
    },
  };
}

function organizationColumn(organizationId: string): Column<AuditRow> {
  return {
    label: "Where",
    cell: ({ organization }) => {
      if (organization.id === organizationId) return <span className="text-muted">Here</span>;
      if (organization.name === null) return <span className="text-muted">An organization that is gone</span>;
      return <Name className="line-clamp-3">{organization.name}</Name>;
    },
  };
}
