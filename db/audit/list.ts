import { Forbidden } from "@/db/errors";
import type { Page } from "@/db/lists/page";
import { can, type RequestContext } from "@/db/request-context";
import { MAX_NAMES_IN_EVENT } from "@/lib/cut-list";
import { type Cursors, countAuditEvents, readAuditPage } from "./read";
import type { AuditFilter, AuditRow } from "./types";

/**
 * A page of the events in the organization and of what its administrators did in child organizations, newest first. Their
 * details have the first names of each list.
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
