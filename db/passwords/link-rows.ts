import { type SQL, sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";

/** How long the link works, from its sending: 24 hours for the first password of the account `u`, one hour after that. */
export const linkHours: SQL = sql`(case when u.password_hash is null then 24 else 1 end)`;

/** Rows of password links, `l`, with their account, `u`, and the organization that manages it, `o`: one of this hash. */
export function linkOf(hash: Buffer): SQL {
  return sql`l.link_hash = decode(${hash.toString("hex")}, 'hex') and u.id = l.user_id and o.id = u.managing_organization_id`;
}

/** Whether such a link can be used now: judged in the statement that uses it, with no clean-up job running. */
export const usable: SQL = sql`(l.expires_at > clock_timestamp() and u.disabled_at is null and ${isActive(sql`o.path`)})`;
