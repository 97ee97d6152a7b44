import { type SQL, sql } from "drizzle-orm";
import { emailsOfADay } from "./emails-sent";
import { MAX_DAILY_EMAILS, MAX_DAILY_EMAILS_OF_TOP_LEVEL } from "./rules";

/** The time between two emails to the same user. */
const COOLDOWN = sql`interval '5 minutes'`;
const DAILY_LIMIT = sql.raw(String(MAX_DAILY_EMAILS - 1));
const DAILY_LIMIT_OF_TOP_LEVEL = sql.raw(String(MAX_DAILY_EMAILS_OF_TOP_LEVEL));

/**
 * A sub-select of one row: when this organization last sent the invitee an email, and when the cooldown and the daily limits
 * (its own and that of its top-level organization) end. They are null if they allow another email now.
 * @param i the SQL alias of a row of invitations
 * @param mailboxLimits a sub-select of the `mailboxLimits` of the invitee's mailbox
 */
export function resendLimits(i: SQL, mailboxLimits: SQL = mailboxLimitsOf(i)): SQL {
  return sql`
    select
      last_sent_at,
      nullif(greatest(last_sent_at + ${COOLDOWN}, now()), now()) as cooldown_ends_at,
      greatest(own_limit_ends_at, mailbox_limit_ends_at) as daily_limit_ends_at
    from (${emailsOfOrganization(i)}) as own
    cross join (${mailboxLimits}) as of_mailbox`;
}

/**
 * A sub-select of one row: when the limit of a top-level organization for a mailbox ends, null if it allows another email
 * now; how many emails it allows now; and when it will allow the next one after those.
 */
export function mailboxLimits(...of: Parameters<typeof emailsOfADay>): SQL {
  return sql`
    select
      (array_agg(sent_at + interval '1 day' order by sent_at desc))[${DAILY_LIMIT_OF_TOP_LEVEL}]
        as mailbox_limit_ends_at,
      ${DAILY_LIMIT_OF_TOP_LEVEL} - count(*) as emails_left,
      coalesce(min(sent_at), now()) + interval '1 day' as next_email_at
    from (${emailsOfADay(...of)}) as email`;
}

function mailboxLimitsOf(i: SQL): SQL {
  const mailbox = sql`(select mailbox from users where id = ${i}.user_id)`;
  const topLevelId = sql`(select path[2] from organizations where id = ${i}.organization_id)`;
  return mailboxLimits(mailbox, { rootId: sql`${i}.root_id`, topLevelId });
}

function emailsOfOrganization(i: SQL): SQL {
  return sql`
    select
      max(at) as last_sent_at,
      (
        array_agg(at + interval '1 day' order by at desc)
        filter (where is_repeat and at > now() - interval '1 day')
      )[${DAILY_LIMIT}] as own_limit_ends_at
    from invitations other
    cross join lateral (
      -- A new invitation that replaces a deleted one also counts as a repeated email.
      select other.created_at as at, other.id <> ${i}.id as is_repeat
      union all
      select unnest(other.resent_at), true
      union all
      select other.sent_at, false where other.sent_at is not null
    ) as email
    where other.user_id = ${i}.user_id
      and other.parent_organization_id = ${i}.parent_organization_id
      and other.organization_id = ${i}.organization_id`;
}
