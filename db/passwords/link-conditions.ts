import { type SQL, sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";

/** The lifetime of a link, from its sending: 24 hours for the first password of user `u`, one hour for a later one. */
export const linkHours: SQL = sql`(case when u.password_hash is null then 24 else 1 end)`;

/** Joins the password link `l` of this hash with its user `u` and the managing organization `o`. */
export function hasHash(hash: Buffer): SQL {
  return sql`
    l.link_hash = decode(${hash.toString("hex")}, 'hex')
    and u.id = l.user_id
    and o.id = u.managing_organization_id`;
}

/** Whether such a link can be used now. */
export const isUsable: SQL = sql`(
  l.expires_at > clock_timestamp()
  and u.disabled_at is null
  and ${isActive(sql`o.path`)}
)`;
