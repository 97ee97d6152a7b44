import type { Metadata } from "next";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { readListParams, type SearchParams } from "@/app/_server/list-params";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope } from "@/app/_server/paths";
import { AUDIT_FILTERS, AuditFilters } from "@/components/audit/audit-filters";
import { AuditTable } from "@/components/audit/audit-table";
import { ButtonLink } from "@/components/ui/button-link";
import { listHref } from "@/components/ui/list-url";
import { ListView } from "@/components/ui/list-view";
import { readAuditFilter } from "@/db/audit/input";
import { listAudit } from "@/db/audit/list";

export const metadata: Metadata = { title: "Audit log" };

type AuditPageProps = { params: Promise<Scope>; searchParams: SearchParams };

export default async function AuditPage({ params, searchParams }: AuditPageProps) {
  const ctx = await guardPage(params, "audit.view");
  const path = consolePath(scopeOf(ctx), "/audit");
  const { input, address: asked } = await readListParams(path, searchParams, ["-at"]);
  const filter = readAuditFilter(asked.params);
  const understood = AUDIT_FILTERS.map((name) => [name, filter[name] ?? undefined]);
  const address = { ...asked, params: { ...asked.params, ...Object.fromEntries(understood) } };
  const events = await listAudit({ ctx, input: { ...filter, after: input.after, before: input.before } });
  return (
    <ConsolePage
      ctx={ctx}
      current="Audit log"
      title="Audit log"
      actions={
        <ButtonLink href={listHref({ ...address, path: `${path}/export` }, {})} download>
          Export as CSV
        </ButtonLink>
      }
    >
      <ListView
        label="Audit log"
        noun="event"
        address={address}
        page={events}
        filter={
          <AuditFilters
            address={address}
            filter={filter}
            objectName={events.rows.at(0)?.subjectName ?? null}
          />
        }
        empty={{ title: "Nothing has happened yet", hint: "What people do here will show here." }}
        narrowed={filter.search !== "" || AUDIT_FILTERS.some((name) => filter[name] !== null)}
      >
        <AuditTable rows={events.rows} address={address} organizationId={ctx.organization.id} />
      </ListView>
    </ConsolePage>
  );
}
