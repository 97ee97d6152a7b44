import { sql } from "drizzle-orm";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { hasConfirmedAddress, isActivated } from "@/db/users/confirmed-address";
import { texts } from "@/db/uuid";

/**
 * Finds the usernames of email addresses. An address identifies a member of the parent if it is the confirmed address of this
 * member only, or of only one whose account is activated, and nobody's username. An address that is one member's username and
 * another's address identifies neither (`parentMembers`). Callers that reveal the result must count addresses that aren't
 * found as unknown usernames (`lookUpUsernames`).
 * @param usernames normalized; those without an @ are ignored
 * @returns the usernames by address
 */
export async function findUsernamesByAddress(
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const addresses = usernames.filter((username) => username.includes("@"));
  if (addresses.length === 0) return new Map();
  const rows = await rowsOf(ctx.db, z.object({ address: z.string(), username: z.string() }))`
    select
      lower(u.email) as address,
      coalesce(min(m.username) filter (where ${isActivated(sql`u`)}), min(m.username)) as username
    from users u
    join memberships m on m.organization_id = ${parentId} and m.user_id = u.id and ${isCurrent(sql`m`)}
    where u.root_id = ${ctx.organization.rootId}
      and lower(u.email) = any(${texts(addresses)})
      and ${hasConfirmedAddress(sql`u`)}
      and not exists (
        select from memberships same
        where same.organization_id in (${parentId}, ${ctx.organization.id}) and same.username = lower(u.email)
      )
    group by lower(u.email)
    having coalesce(nullif(count(*) filter (where ${isActivated(sql`u`)}), 0), count(*)) = 1`;
  return new Map(rows.map(({ address, username }) => [address, username]));
}
