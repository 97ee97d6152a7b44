import { sql } from "drizzle-orm";
import { type AuditJson, auditPage, auditRowOf, type Cursors } from "@/db/audit/page";
import { countAudit, lookUp } from "@/db/audit/read";
import { Forbidden } from "@/db/errors";
import type { Page } from "@/db/lists/page";
import { can, type RequestContext } from "@/db/request-context";
import type { AuditFilter, AuditRow } from "./types";

export type AuditPage = Page<AuditRow> & {
  /** The search finds so many names that only the newest rows, NEWEST of them, were looked through. */
  readonly newestOnly: boolean;
};

/**
 * A page of what happened in the organization and of what its administrators did below, the newest first. One round
 * trip, two for a search, that cost the same however much has happened.
 * @throws Forbidden without audit.view
 */
export async function listAudit(call: {
  ctx: RequestContext;
  input: AuditFilter & Cursors;
}): Promise<AuditPage> {
  const { ctx, input } = call;
  if (!can(ctx, "audit.view")) throw new Forbidden();
  const filter = await lookUp(ctx, input);
  const { list, rows } = auditPage(ctx, filter, input);
  const [answer] = await ctx.db.execute<Answer>(sql`
    select (${rows}) as rows, (select row_to_json(total) from (${countAudit(ctx, filter)}) as total) as total`);
  if (!answer) throw new Error("A select without from answers with one row.");
  const { newestOnly, ...total } = answer.total;
  return { ...list.page(answer.rows.map(auditRowOf), total), newestOnly };
}

type Answer = { rows: AuditJson[]; total: AuditPage["total"] & { newestOnly: boolean } };
