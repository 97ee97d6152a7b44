import { sql } from "drizzle-orm";
import { type AuditJson, auditPage, auditRowOf } from "@/db/audit/page";
import { type LookedUp, lookUp } from "@/db/audit/read";
import { Forbidden } from "@/db/errors";
import { searchedText } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { can, type RequestContext } from "@/db/request-context";
import type { AuditFilter, AuditRow } from "./types";

const AT_ONCE = 1000;

/**
 * All that a filter leaves, the newest first, up to a thousand at a time. Each thousand is read when it is asked for, so
 * that a stream costs no more memory for millions, and its reader sets the pace.
 * @throws Forbidden without audit.view
 */
export async function* exportAudit(call: {
  ctx: RequestContext;
  input: AuditFilter;
}): AsyncGenerator<AuditRow[]> {
  const { ctx, input } = call;
  if (!can(ctx, "audit.view")) throw new Forbidden();
  const filter = await lookUp(ctx, input);
  // A list looks through the newest for what many names match; who exports waits for all of it.
  if (filter.names !== "many") return yield* everyPage(ctx, filter);
  for await (const rows of everyPage(ctx, { ...filter, names: null })) {
    yield rows.filter((row) => contains(row, searchedText(filter.search)));
  }
}

async function* everyPage(ctx: RequestContext, filter: LookedUp): AsyncGenerator<AuditRow[]> {
  for (let after: string | null = null, more = true; more; more = after !== null) {
    const { list, rows } = auditPage(ctx, filter, { after, before: null }, AT_ONCE);
    const [answer]: { rows: AuditJson[] }[] = await ctx.db.execute(sql`select (${rows}) as rows`);
    const page: Page<AuditRow> = list.page(answer?.rows.map(auditRowOf) ?? [], { count: 0, more: false });
    yield [...page.rows];
    after = page.next;
  }
}

function contains({ actorName, subjectName }: AuditRow, text: string): boolean {
  return `${actorName ?? ""} ${subjectName ?? ""}`.toLowerCase().includes(text);
}
