import { lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { deletedInvitationEmails } from "@/db/schema";

/**
 * Selects the invitation emails to a user within a day, of a top-level organization and all organizations below it: when, as
 * `sent_at`, and of which organization, null if it has been deleted since.
 * @param userId SQL of the user's id
 * @param topLevelId SQL of the top-level organization's id
 */
export function emailsOfADay(userId: SQL, topLevelId: SQL): SQL {
  return sql`
    select earlier.organization_id, email.sent_at
    from invitations earlier
    join organizations sender on sender.id = earlier.organization_id
    cross join lateral unnest(earlier.created_at || earlier.resent_at) as email (sent_at)
    where earlier.user_id = ${userId}
      and sender.path[2] = ${topLevelId}
      and email.sent_at > now() - interval '1 day'
    union all
    select null, deleted.sent_at
    from deleted_invitation_emails deleted
    where deleted.user_id = ${userId}
      and deleted.top_level_organization_id = ${topLevelId}
      and deleted.sent_at > now() - interval '1 day'`;
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
export async function deleteOldEmails(db: Database): Promise<void> {
  await db
    .delete(deletedInvitationEmails)
    .where(lte(deletedInvitationEmails.sentAt, sql`now() - interval '1 day'`));
}
