import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isCurrent } from "@/db/access/rights";
import type { Database, Transaction } from "@/db/client";
import { emailsOfADay, emailsToAccount, treeOf } from "@/db/invitations/emails-sent";
import {
  type Candidate,
  candidateRow,
  MAX_DAILY_EMAILS,
  MAX_DAILY_EMAILS_OF_TOP_LEVEL,
} from "@/db/invitations/rules";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { isActivated } from "@/db/users/confirmed-address";
import { texts } from "@/db/uuid";

/**
 * Reads what `rejectionReason` needs to decide whether each of the usernames can be invited.
 * @returns by username, without those that exist neither in the parent nor in this organization
 */
export async function findCandidates(
  db: Database | Transaction,
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<Map<string, Candidate>> {
  const rows = await rowsOf(db, candidateRow.extend({ username: z.string() }))`
    with parent_members as (${parentMembers(ctx, parentId, texts(usernames))}),
    members_here as (${membersHere(ctx, texts(usernames))})
    select
      username,
      user_id as "userId",
      email,
      disabled,
      member,
      pending_id is not null as pending,
      emailed_too_often as "emailedTooOften"
    from parent_members
    union all
    select username, user_id, null, false, true, false, false
    from members_here
    where username not in (select username from parent_members)`;
  return new Map(rows.map((row) => [row.username, row]));
}

/**
 * Selects the members of the parent with these usernames. An expired invitation doesn't count as pending. Leaves out a
 * username that is another member's confirmed email address, so that nobody gets invitations meant for that member, unless
 * only the account with the username is activated. Of the candidates with the same mailbox, as many can be invited as there
 * are emails left for it today.
 */
export function parentMembers(ctx: RequestContext, parentId: string, usernames: SQL): SQL {
  return sql`
    with candidates as materialized (${candidatesOf(ctx, parentId, usernames)}),
    emailed as materialized (
      -- Once for each mailbox, because many accounts can have the same one.
      select mailbox, (select count(*) from (${emailsOfADay(sql`mailboxes.mailbox`, treeOf(ctx))}) as email) as emails
      from (select distinct mailbox from candidates where mailbox is not null) as mailboxes
    )
    select
      username,
      name,
      search,
      user_id,
      email,
      disabled,
      member,
      pending_id,
      pending_request_id,
      account_emailed_too_often
        or coalesce(emails + place_in_mailbox > ${MAX_DAILY_EMAILS_OF_TOP_LEVEL}, false) as emailed_too_often
    from (
      select
        *,
        row_number() over (
          partition by mailbox
          order by email is null or disabled or member or pending_id is not null or account_emailed_too_often, user_id
        ) as place_in_mailbox
      from candidates
    ) as placed
    left join emailed using (mailbox)`;
}

function candidatesOf(ctx: RequestContext, parentId: string, usernames: SQL): SQL {
  const here = ctx.organization.id;
  return sql`
    select
      pm.username,
      pm.name,
      pm.search,
      pm.user_id,
      u.email,
      u.mailbox,
      u.disabled_at is not null as disabled,
      exists (
        select from memberships m
        where m.organization_id = ${here} and m.user_id = pm.user_id and ${isCurrent(sql`m`)}
      ) as member,
      pending.id as pending_id,
      pending.request_id as pending_request_id,
      (
        select count(*) >= ${MAX_DAILY_EMAILS}
        from (${emailsToAccount(sql`pm.user_id`, sql`${here}::uuid`)}) as email
      ) as account_emailed_too_often
    from memberships pm
    join users u on u.id = pm.user_id
    left join lateral (
      select id, request_id
      from invitations i
      where i.organization_id = ${here}
        and i.user_id = pm.user_id
        and i.status = 'pending'
        and i.expires_order > now()
      limit 1 -- makes the planner look up each of them by index, whatever its statistics say
    ) as pending on true
    where pm.organization_id = ${parentId}
      and pm.username = any(${usernames})
      and ${isCurrent(sql`pm`)}
      and not (
        pm.username like '%@%'
        and exists (
          select
          from users other
          join memberships om on om.organization_id = pm.organization_id and om.user_id = other.id
          where other.root_id = pm.root_id
            and lower(other.email) = pm.username
            and lower(other.confirmed_email) = pm.username
            and other.id <> pm.user_id
            and (${isActivated(sql`other`)} or not ${isActivated(sql`u`)})
        )
      )`;
}

/** Selects the members of this organization with these usernames. */
export function membersHere(ctx: RequestContext, usernames: SQL): SQL {
  return sql`
    select username, user_id
    from memberships m
    where organization_id = ${ctx.organization.id}
      and username = any(${usernames})
      and ${isCurrent(sql`m`)}`;
}
