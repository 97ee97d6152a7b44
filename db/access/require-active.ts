import { sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import type { Transaction } from "@/db/client";
import { Conflict } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import type { InactiveAction } from "@/lib/refusals";

/**
 * Requires that the context's organization and its ancestors are active.
 * @param action what the user can't do in an inactive organization
 * @throws Conflict if one of them is disabled
 */
export async function requireActive(
  tx: Transaction,
  { organization }: RequestContext,
  action: InactiveAction,
): Promise<void> {
  const [active] = await tx.execute(sql`
    select from organizations o
    where o.id = ${organization.id} and ${isActive(sql`o.path`)}`);
  if (!active) throw new Conflict({ code: "inactive-for", organization: organization.name, action });
}
