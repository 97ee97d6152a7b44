import { getLocale, getTranslations } from "next-intl/server";
import { csvResponse } from "@/app/_server/csv";
import { getEnv } from "@/app/_server/env";
import { guardPage } from "@/app/_server/page-guard";
import type { Scope } from "@/app/_server/paths";
import { viewerTimeZone } from "@/app/_server/preferences";
import { formatDetails } from "@/components/audit/details";
import { actorText, eventText, targetText } from "@/components/audit/event-text";
import { isStillAllowed } from "@/db/access/find-context";
import { exportAudit } from "@/db/audit/export";
import { readAuditFilter } from "@/db/audit/input";
import type { AuditRow } from "@/db/audit/types";
import { can } from "@/db/request-context";
import type { Translator } from "@/i18n/translator";
import { auditedInvitationPath } from "../invitation-path";

/** All events that match the page's filter, as CSV. */
export async function GET(request: Request, { params }: { params: Promise<Scope> }): Promise<Response> {
  const ctx = await guardPage(params, "audit.view");
  const input = readAuditFilter(
    Object.fromEntries(new URL(request.url).searchParams),
    await viewerTimeZone(),
  );
  const day = new Date().toISOString().slice(0, 10);
  const linkOf = (row: AuditRow) => {
    const path = auditedInvitationPath(ctx, row);
    return path ? `${getEnv().BASE_URL}${path}` : "";
  };
  const t = await getTranslations();
  return csvResponse(
    t("audit.export.fileName", { organization: ctx.organization.name, day }),
    COLUMNS.map((column) => t(`audit.export.columns.${column}`)),
    cells(t, await getLocale(), exportAudit({ ctx, input }), linkOf),
    () => isStillAllowed(ctx, (now) => can(now, "audit.view")),
  );
}

async function* cells(
  t: Translator,
  locale: string,
  batches: AsyncGenerator<AuditRow[]>,
  linkOf: (row: AuditRow) => string,
) {
  for await (const rows of batches) yield rows.map((row) => [...cellsOf(t, locale, row), linkOf(row)]);
}

const COLUMNS = [
  "time",
  "organization",
  "actor",
  "actingFrom",
  "event",
  "target",
  "outcome",
  "details",
  "address",
  "action",
  "targetId",
  "number",
  "request",
  "invitation",
] as const;

function cellsOf(t: Translator, locale: string, row: AuditRow): string[] {
  return [
    row.at.toISOString(),
    row.organization.name ?? row.organization.id,
    actorText(t, row),
    row.actingFrom ?? "",
    eventText(t, row),
    targetText(t, row),
    t(`audit.outcomes.${row.outcome}`),
    detailsInALine(t, locale, row),
    row.address ?? "",
    row.action,
    row.subjectId ?? "",
    String(row.id),
    row.requestId ?? "",
  ];
}

function detailsInALine(t: Translator, locale: string, row: AuditRow): string {
  const { changes, facts } = formatDetails(t, locale, row.details);
  const nothing = t("audit.details.nothing");
  return [
    ...changes.map(({ name, from, to }) =>
      t("audit.export.changed", { name, from: from || nothing, to: to || nothing }),
    ),
    ...facts.map((fact) => t("audit.export.fact", fact)),
  ].join("; ");
}
