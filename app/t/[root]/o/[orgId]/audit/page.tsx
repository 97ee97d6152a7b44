import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConsolePage } from "@/app/_server/console-page";
import { readListParams, type SearchParams } from "@/app/_server/list-params";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf } from "@/app/_server/paths";
import { viewerTimeZone } from "@/app/_server/preferences";
import { AUDIT_FILTERS, AuditFilters } from "@/components/audit/audit-filters";
import { AuditTable } from "@/components/audit/audit-table";
import { ButtonLink } from "@/components/ui/button-link";
import { listHref } from "@/components/ui/list-url";
import { ListView } from "@/components/ui/list-view";
import { readAuditFilter } from "@/db/audit/input";
import { listAudit } from "@/db/audit/list";
import { listAuditPeople } from "@/db/audit/people";
import type { AuditFilter } from "@/db/audit/types";
import { dayAt } from "@/lib/days";
import { subjectPath } from "../subject-path";
import { auditedInvitationPath } from "./invitation-path";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("pageTitle") };
}

type AuditPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default withNotFoundPage(AuditPage);

async function AuditPage({ params: scope, searchParams }: AuditPageProps) {
  const t = await getTranslations("audit");
  const ctx = await guardPage(scope, "audit.view");
  const path = consolePath(scopeOf(ctx), "/audit");
  const { input, address: requested } = await readListParams(
    path,
    searchParams,
    ["-at"],
    [...AUDIT_FILTERS, "day"],
  );
  const timeZone = await viewerTimeZone();
  const filter = readAuditFilter(requested.params, timeZone);
  const understood = AUDIT_FILTERS.map((name) => [name, filter[name] ?? undefined]);
  const params = { ...requested.params, day: undefined, ...Object.fromEntries(understood) };
  const address = { ...requested, params };
  const [events, people] = await Promise.all([
    listAudit({ ctx, input: { ...filter, after: input.after, before: input.before } }),
    listAuditPeople(ctx),
  ]);
  return (
    <ConsolePage
      ctx={ctx}
      current="auditLog"
      title={t("title")}
      actions={
        <ButtonLink href={listHref({ ...address, path: `${path}/export` }, {})} download>
          {t("exportCsv")}
        </ButtonLink>
      }
    >
      <ListView
        label={t("title")}
        noun="event"
        address={address}
        page={events}
        filter={
          <AuditFilters
            address={address}
            filter={filter}
            today={dayAt(new Date(), timeZone)}
            people={people}
            objectName={events.rows[0]?.subjectFullName ?? events.rows[0]?.subjectName ?? null}
          />
        }
        filterValue={countFilters(filter)}
        empty={{ title: t("empty.title"), hint: t("empty.hint") }}
        narrowed={filter.search !== "" || AUDIT_FILTERS.some((name) => filter[name] !== null)}
      >
        <AuditTable
          rows={events.rows}
          address={address}
          organizationId={ctx.organization.id}
          links={{
            actor: ({ actorUserId }) => actorUserId && subjectPath(ctx, "user", actorUserId),
            target: ({ subjectPage, subjectId }) =>
              subjectPage && subjectId && subjectPath(ctx, subjectPage, subjectId),
            invitation: (row) => auditedInvitationPath(ctx, row),
          }}
        />
      </ListView>
    </ConsolePage>
  );
}

/** For the button that opens the filters on a phone. */
function countFilters(filter: AuditFilter): string | undefined {
  const used = AUDIT_FILTERS.filter((name) => filter[name] !== null);
  return used.length > 0 ? String(used.length) : undefined;
}
