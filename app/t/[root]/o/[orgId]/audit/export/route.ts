import { csvResponse } from "@/app/_server/csv";
import { guardPage } from "@/app/_server/page-guard";
import type { Scope } from "@/app/_server/paths";
import { formatDetails } from "@/components/audit/details";
import { eventText } from "@/components/audit/event-text";
import { exportAudit } from "@/db/audit/export";
import { readAuditFilter } from "@/db/audit/input";
import type { AuditRow } from "@/db/audit/types";

/** All events that match the page's filter, as CSV. */
export async function GET(request: Request, { params }: { params: Promise<Scope> }): Promise<Response> {
  const ctx = await guardPage(params, "audit.view");
  const input = readAuditFilter(Object.fromEntries(new URL(request.url).searchParams));
  const day = new Date().toISOString().slice(0, 10);
  return csvResponse(`audit ${ctx.organization.name} ${day}`, HEADER, cells(exportAudit({ ctx, input })));
}

async function* cells(batches: AsyncGenerator<AuditRow[]>) {
  for await (const rows of batches) yield rows.map(cellsOf);
}

const HEADER = [
  "Time (UTC)",
  "Organization",
  "Person",
  "From",
  "What",
  "Whom or what",
  "Outcome",
  "Details",
  "Address",
  "Action",
  "Object",
  "Number",
  "Request",
];

function cellsOf(row: AuditRow): string[] {
  const { actor, action, target } = eventText(row);
  return [
    row.at.toISOString(),
    row.organization.name ?? row.organization.id,
    actor,
    row.actingFrom ?? "",
    action,
    target ?? "",
    row.outcome,
    detailsInALine(row),
    row.address ?? "",
    row.action,
    row.subjectId ?? "",
    String(row.id),
    row.requestId ?? "",
  ];
}

function detailsInALine(row: AuditRow): string {
  const { changes, facts } = formatDetails(row.details);
  return [
    ...changes.map(({ name, from, to }) => `${name}: ${from || "nothing"} → ${to || "nothing"}`),
    ...facts.map(({ term, text }) => `${term}: ${text}`),
  ].join("; ");
}
