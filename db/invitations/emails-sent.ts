import { lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type RequestContext, topLevelOrganizationOf } from "@/db/request-context";
import { deletedInvitationEmails } from "@/db/schema";

type Tree = { readonly rootId: SQL; readonly topLevelId: SQL };

/** The tree of `emailsOfADay`. */
export function treeOf(ctx: RequestContext): Tree {
  return {
    rootId: sql`${ctx.organization.rootId}::uuid`,
    topLevelId: sql`${topLevelOrganizationOf(ctx).id}::uuid`,
  };
}

/**
 * Selects the invitation emails within a day, as `sent_at`, of a top-level organization and all organizations below it to all
 * accounts of the tree with a mailbox, also those of organizations that have been deleted since.
 * @param mailbox SQL of the accounts' mailbox, with its table
 * @param tree SQL of the ids of the root organization and of the top-level organization
 */
export function emailsOfADay(mailbox: SQL, { rootId, topLevelId }: Tree): SQL {
  return sql`
    select email.sent_at
    from users recipient
    cross join lateral (${invitationsTo(sql`recipient.id`)}) as earlier
    join organizations sender on sender.id = earlier.organization_id
    cross join lateral unnest(earlier.created_at || earlier.resent_at) as email (sent_at)
    where recipient.root_id = ${rootId}
      and recipient.mailbox = ${mailbox}
      and sender.path[2] = ${topLevelId}
      and email.sent_at > now() - interval '1 day'
    union all
    select deleted.sent_at
    from users recipient
    join deleted_invitation_emails deleted on deleted.user_id = recipient.id
    where recipient.root_id = ${rootId}
      and recipient.mailbox = ${mailbox}
      and deleted.top_level_organization_id = ${topLevelId}
      and deleted.sent_at > now() - interval '1 day'`;
}

/**
 * Selects the invitation emails within a day, as `sent_at`, of one organization to one account.
 * @param userId SQL of the account's id
 * @param organizationId SQL of the organization's id
 */
export function emailsToAccount(userId: SQL, organizationId: SQL): SQL {
  return sql`
    select email.sent_at
    from (${invitationsTo(userId)}) as earlier
    cross join lateral unnest(earlier.created_at || earlier.resent_at) as email (sent_at)
    where earlier.organization_id = ${organizationId}
      and email.sent_at > now() - interval '1 day'`;
}

function invitationsTo(userId: SQL): SQL {
  return sql`
    select organization_id, created_at, resent_at
    from invitations
    where user_id = ${userId}
    offset 0 -- makes the planner look up those of each account, whatever its statistics say
  `;
}

/**
 * Keeps the emails of a day before their invitations are deleted with the organization.
 * @param deleted the SQL alias of rows of invitations
 */
export function keepEmailsOf(deleted: SQL): SQL {
  return sql`
    insert into deleted_invitation_emails (user_id, top_level_organization_id, sent_at)
    select ${deleted}.user_id, sender.path[2], email.sent_at
    from ${deleted}
    join organizations sender on sender.id = ${deleted}.organization_id
    cross join lateral unnest(${deleted}.created_at || ${deleted}.resent_at) as email (sent_at)
    where email.sent_at > now() - interval '1 day'`;
}

/** Deletes what counts in no daily limit anymore. */
export async function deleteOldEmailCounts(db: Database): Promise<void> {
  await db
    .delete(deletedInvitationEmails)
    .where(lte(deletedInvitationEmails.sentAt, sql`now() - interval '1 day'`));
}
