import type { ReactNode } from "react";
import { formatDetails } from "@/components/audit/details";
import { NextIcon } from "@/components/ui/icons";
import { ListLink } from "@/components/ui/list-link";
import { type ListAddress, listHref } from "@/components/ui/list-url";
import { Name } from "@/components/ui/name";
import type { AuditRow } from "@/db/audit/types";
import { AUDIT_ACTIONS } from "@/lib/audit-actions";

type EventDetailsProps = {
  readonly row: AuditRow;
  readonly address: ListAddress;
  readonly children: ReactNode;
};

/** An action that opens to show the changes and everything else that is recorded of it. */
export function EventDetails({ row, address, children }: EventDetailsProps) {
  const { changes, facts } = formatDetails(row.details);
  const day = row.at.toISOString().slice(0, 10);
  return (
    <details className="group/event min-w-0">
      <summary className="flex list-none items-start gap-1.5 rounded-sm [&::-webkit-details-marker]:hidden">
        <span className="mt-1.25 text-muted transition-transform group-open/event:rotate-90">
          <NextIcon />
        </span>
        <span className="min-w-0">{children}</span>
      </summary>
      <dl className="mt-2 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-1 ps-5 text-sm">
        {changes.map(({ name, from, to }) => (
          <Term key={name} term={name}>
            <span className="sr-only">from </span>
            <Value className="text-muted line-through">{from}</Value>
            <span aria-hidden="true"> → </span>
            <span className="sr-only"> to </span>
            <Value className="font-medium">{to}</Value>
          </Term>
        ))}
        {facts.map(({ term, text }) => (
          <Term key={term} term={term}>
            <Name>{text}</Name>
          </Term>
        ))}
        {row.address && (
          <Term term="Address">
            <Name>{row.address}</Name>
          </Term>
        )}
        <Term term="Time">
          <time dateTime={row.at.toISOString()}>{formatMilliseconds(row.at)}</time>
        </Term>
        <Term term="Number">{row.id}</Term>
        {row.requestId && (
          <Term term="Request">
            <Name>{row.requestId}</Name>
          </Term>
        )}
        <Term term="Show">
          <span className="flex flex-wrap gap-x-4">
            {Object.hasOwn(AUDIT_ACTIONS, row.action) && (
              <ListLink href={listHref(address, { action: row.action })} className="link">
                All of this kind
              </ListLink>
            )}
            <ListLink href={listHref(address, { day })} className="link">
              All of this day
            </ListLink>
          </span>
        </Term>
      </dl>
    </details>
  );
}

function Term({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">
        <bdi>{term}</bdi>
      </dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Value({ className, children }: { readonly className: string; readonly children: string }) {
  return children === "" ? (
    <span className="text-muted">nothing</span>
  ) : (
    <Name className={className}>{children}</Name>
  );
}

/** "2026-11-23 09:15:38.123 UTC". */
function formatMilliseconds(date: Date): string {
  return date.toISOString().replace("T", " ").replace("Z", " UTC");
}
