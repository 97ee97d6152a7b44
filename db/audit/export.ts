import { Forbidden } from "@/db/errors";
import { inBatches } from "@/db/lists/keyset";
import { can, type RequestContext } from "@/db/request-context";
import { readAuditPage } from "./read";
import type { AuditFilter, AuditRow } from "./types";

/** Few, because the details of one event can have 100 kB. */
const AT_ONCE = 25;

/**
 * Yields all events that match a filter, newest first, 25 at a time. Each batch is read only when it is requested,
 * so memory doesn't grow with the number of events.
 * @throws Forbidden without audit.view
 */
export async function* exportAudit(call: {
  ctx: RequestContext;
  input: AuditFilter;
}): AsyncGenerator<AuditRow[]> {
  const { ctx, input } = call;
  if (!can(ctx, "audit.view")) throw new Forbidden();
  yield* inBatches((after) =>
    readAuditPage({ ctx, filter: input, cursors: { after, before: null }, size: AT_ONCE }),
  );
}
