import { z } from "zod";
import type { Transaction } from "@/db/client";
import { Conflict } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { uuids } from "@/db/uuid";
import { MAX_GROUPS_OF_USER } from "@/lib/roles";

/**
 * Limits the number of a user's groups, because every request of the user reads all of them. Call it after adding groups.
 * @throws Conflict, naming a user who has too many
 */
export async function requireFewGroups(
  tx: Transaction,
  { organization }: RequestContext,
  userIds: readonly string[],
): Promise<void> {
  const [user] = await rowsOf(tx, z.object({ name: z.string() }))`
    select m.name
    from memberships m
    join membership_groups mg on mg.organization_id = m.organization_id and mg.user_id = m.user_id
    where m.organization_id = ${organization.id} and m.user_id = any(${uuids(userIds)})
    group by m.user_id, m.name
    having count(*) > ${MAX_GROUPS_OF_USER}
    limit 1`;
  if (user) throw new Conflict({ code: "too-many-groups-of-user", name: user.name });
}
