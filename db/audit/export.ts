import { Forbidden } from "@/db/errors";
import { can, type RequestContext } from "@/db/request-context";
import { readAuditPage } from "./read";
import type { AuditFilter, AuditRow } from "./types";

const AT_ONCE = 1000;

/**
 * All events that a filter leaves, the newest first, up to a thousand at a time. Each thousand is read when it is asked
 * for, so the reader sets the pace, and memory doesn't grow with the number of events.
 * @throws Forbidden without audit.view
 */
export async function* exportAudit(call: {
  ctx: RequestContext;
  input: AuditFilter;
}): AsyncGenerator<AuditRow[]> {
  const { ctx, input } = call;
  if (!can(ctx, "audit.view")) throw new Forbidden();
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readAuditPage>> = await readAuditPage({
      ctx,
      filter: input,
      cursors: { after, before: null },
      size: AT_ONCE,
    });
    yield [...page.rows];
    after = page.next;
  } while (after !== null);
}
