import { sql } from "drizzle-orm";
import { type LookedUp, readAudit } from "@/db/audit/read";
import { keyset, type ListInput, type Order } from "@/db/lists/keyset";
import { dateOf } from "@/db/lists/read-list";
import type { RequestContext } from "@/db/request-context";
import type { AuditRow } from "./types";

export type Cursors = Pick<ListInput<never>, "after" | "before">;

const BY_TIME: Order = { column: sql`e.at`, type: "timestamptz", id: sql`e.id`, idType: "bigint" };

/** The keyset of a page, and a select of its rows as one value of JSON. */
export function auditPage(ctx: RequestContext, filter: LookedUp, cursors: Cursors, size?: number) {
  const list = keyset(BY_TIME, { ...cursors, descending: true }, size);
  return {
    list,
    rows: sql`select coalesce(json_agg(listed), '[]') from (
      select e.id, e.at, e.actor_name as "actorName", e.address, e.action, e.outcome, e.subject_id as "subjectId",
        e.subject_name as "subjectName", e.request_id as "requestId", e.details, above.name as "actingFrom",
        ${list.cursor} as cursor,
        json_build_object('id', e.organization_id, 'name', coalesce(o.name, (
          select d.subject_name from audit_events d where d.subject_id = e.organization_id and d.action = 'organizations.delete' limit 1
        ))) as organization
      from (${readAudit(ctx, filter, list)}) as found join audit_events e on e.id = found.id
      left join organizations o on o.id = e.organization_id
      left join organizations above on above.id = e.acting_from_id
      order by e.at ${list.direction}, e.id ${list.direction}) as listed`,
  };
}

export type AuditJson = Omit<AuditRow, "at"> & { at: string; cursor: string };

export function auditRowOf({ at, ...row }: AuditJson): AuditRow & { cursor: string } {
  return { ...row, at: dateOf(at) };
}
