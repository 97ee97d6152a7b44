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
  /** The organization whose audit this is: what happened elsewhere says where. */
  readonly here: string;
};

/** Who did what to whom: a click on a person or an object shows all of theirs. */
export function AuditTable({ rows, address, here }: AuditTableProps) {
  const below = rows.some(({ organization }) => organization.id !== here);
  const columns = [
    WHEN,
    whoColumn(address),
    whatColumn(address),
    whomColumn(address),
    ...(below ? [whereColumn(here)] : []),
  ];
  return <DataTable caption="Audit log" columns={columns} rows={rows} rowKey={({ id }) => String(id)} />;
}

const WHEN: Column<AuditRow> = { label: "When", cell: ({ at }) => <RelativeTime date={at} /> };

function whoColumn(address: ListAddress): Column<AuditRow> {
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

function whatColumn(address: ListAddress): Column<AuditRow> {
  return {
    label: "What",
    cell: (row) => (
      <EventDetails row={row} address={address}>
        {eventText(row).did}{" "}
        {row.outcome === "refused" && (
          <span className="inline-flex align-bottom">
            <Badge tone="warning">Refused</Badge>
          </span>
        )}
      </EventDetails>
    ),
  };
}

function whomColumn(address: ListAddress): Column<AuditRow> {
  return {
    label: "Whom or what",
    cell: (row) => {
      const { object } = eventText(row);
      if (!object) return null;
      if (!row.subjectId) return <Name>{object}</Name>;
      return (
        <ListLink href={listHref(address, { object: row.subjectId })} className="link">
          <Name className="line-clamp-3">{object}</Name>
        </ListLink>
      );
    },
  };
}

function whereColumn(here: string): Column<AuditRow> {
  return {
    label: "Where",
    cell: ({ organization }) => {
      if (organization.id === here) return <span className="text-muted">Here</span>;
      if (organization.name === null) return <span className="text-muted">An organization that is gone</span>;
      return <Name className="line-clamp-3">{organization.name}</Name>;
    },
  };
}
