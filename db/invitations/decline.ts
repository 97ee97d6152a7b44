import { sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import { type Answer, answerInvitation } from "@/db/invitations/answer";

/**
 * Ends a pending invitation by the invitee's own word. Nothing else changes.
 * @throws Unanswerable as accepting does
 */
export async function declineInvitation(answer: Answer): Promise<void> {
  await answerInvitation(answer, "invitations.decline", async (tx, claimant) => {
    const { invitationId, userId, username } = claimant;
    const [declined] = await tx.execute(sql`
      with claimed as (
        update invitations i set status = 'declined', ended_at = now(), ended_because = 'declined'
        from organizations o
        where i.id = ${invitationId} and i.status = 'pending' and i.expires_at > clock_timestamp()
          and o.id = i.organization_id and ${isActive(sql`o.path`)}
        returning i.id, i.organization_id, i.username
      )
      insert into audit_events (organization_id, actor_id, actor_name, address, action, subject_id, subject_name)
      select organization_id, ${userId}::uuid, ${username}, ${answer.address}, 'invitations.decline', id, username from claimed
      returning id`);
    return declined;
  });
}
