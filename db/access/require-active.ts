import { sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import type { Transaction } from "@/db/client";
import { Conflict } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";

/**
 * Requires that the context's organization and its ancestors are active.
 * @param consequence what the user can't do, as the end of a sentence: "nobody can be invited into it"
 * @throws Conflict if one of them is disabled
 */
export async function requireActive(
  tx: Transaction,
  { organization }: RequestContext,
  consequence: string,
): Promise<void> {
  const [active] = await tx.execute(sql`
    select from organizations o
    where o.id = ${organization.id} and ${isActive(sql`o.path`)}`);
  if (!active) throw new Conflict(`${organization.name} is inactive: ${consequence}.`);
}
