import { Forbidden } from "@/db/errors";
import type { Page } from "@/db/lists/page";
import { can, type RequestContext } from "@/db/request-context";
import { MAX_NAMES_IN_EVENT } from "@/lib/cut-list";
import { type Cursors, countAuditEvents, readAuditPage } from "./read";
import type { AuditFilter, AuditRow } from "./types";

/**
 * A page of events, newest first: those of the organization, and what its administrators did in child organizations. Of each
 * list in their details it has the first names only.
 * @throws Forbidden without audit.view
 */
export async function listAudit(call: {
  ctx: RequestContext;
  input: AuditFilter & Cursors;
}): Promise<Page<AuditRow>> {
  const { ctx, input } = call;
  if (!can(ctx, "audit.view")) throw new Forbidden();
  const [page, total] = await Promise.all([
    readAuditPage({ ctx, filter: input, cursors: input, maxNames: MAX_NAMES_IN_EVENT }),
    countAuditEvents(ctx, input),
  ]);
  return { ...page, total };
}
