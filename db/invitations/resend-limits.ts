import { type SQL, sql } from "drizzle-orm";

const PAUSE = sql`interval '5 minutes'`;
const TIMES_A_DAY = sql.raw("3");

/**
 * What this person has been sent from this organization, by whatever invitation: when last; when the pause after it
 * ends, and when the day's number allows another; both null when nothing stands against it now. An invitation made
 * anew within the day was a mail again.
 * @param i an SQL name of the row of invitations
 */
export function resendLimits(i: SQL): SQL {
  return sql`
    select max(at) as last_at,
      nullif(greatest(max(at) + ${PAUSE}, now()), now()) as soonest,
      (array_agg(at + interval '1 day' order by at desc) filter (where again and at > now() - interval '1 day'))[${TIMES_A_DAY}] as oftenest
    from invitations other
    cross join lateral (
      select other.created_at as at, other.id <> ${i}.id as again
      union all select unnest(other.resent_at), true
      union all select other.sent_at, false where other.sent_at is not null
    ) as mail
    where other.user_id = ${i}.user_id and other.parent_organization_id = ${i}.parent_organization_id
      and other.organization_id = ${i}.organization_id`;
}
