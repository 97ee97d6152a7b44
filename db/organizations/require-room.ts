import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { Conflict } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { MAX_GROUPS_OF_ORGANIZATION, MAX_ROLES_OF_ORGANIZATION } from "@/lib/roles";

const LIMITS = {
  groups: { max: MAX_GROUPS_OF_ORGANIZATION, code: "too-many-groups-of-organization" },
  roles: { max: MAX_ROLES_OF_ORGANIZATION, code: "too-many-roles-of-organization" },
} as const;

/**
 * Call it before creating a group or role. Commands that create others at the same time wait, so that together they stay
 * within the limit.
 * @throws Conflict if the organization can have no more
 */
export async function requireRoom(
  tx: Transaction,
  { organization }: RequestContext,
  noun: keyof typeof LIMITS,
): Promise<void> {
  const { max, code } = LIMITS[noun];
  await tx.execute(sql`select from organizations where id = ${organization.id} for no key update`);
  const [row] = await rowsOf(tx, z.object({ count: z.number() }))`
    select count(*)::int as count from ${sql.identifier(noun)} where organization_id = ${organization.id}`;
  if (!row || row.count >= max) throw new Conflict({ code });
}
