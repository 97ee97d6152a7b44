import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { insertAuditEvents } from "@/db/audit/record";
import { violates } from "@/db/errors";
import { NOTICE_PERIOD } from "@/db/memberships/end-notices";
import { causeOfInvitee, type InvitationResponse, respondToInvitation } from "./respond";
import { enqueueResponseEmail } from "./response-email";
import { groupGrantStatus } from "./rules";

const acceptedRow = z.object({
  organizationId: z.string(),
  handle: z.string(),
  /** Groups that the new member doesn't get: they have been deleted, or have more permissions than the inviter has now. */
  notGranted: z.array(z.string()),
});
export type Accepted = Readonly<z.infer<typeof acceptedRow>>;

/**
 * Makes the invitee a member, with the groups of the invitation that still exist and that the inviter can still grant. One
 * statement claims the invitation and writes the membership, its groups, the audit event and the email to the inviter.
 * @throws InvitationClosed as `respondToInvitation` does
 */
export async function acceptInvitation(response: InvitationResponse): Promise<Accepted> {
  try {
    return await respondToInvitation(response, {
      action: "invitations.accept",
      row: acceptedRow,
      write: (claim) => accept(claim, response.address),
    });
  } catch (error) {
    // A group was deleted while the statement ran. The next attempt sees that it's gone.
    if (violates(error, "membership_groups_group_of_organization")) return await acceptInvitation(response);
    throw error;
  }
}

function accept(claim: SQL, address: string): SQL {
  return sql`
    with claimed as (
      update invitations i
      set status = 'accepted',
        ended_at = now(),
        end_reason = 'accepted',
        opened_at = coalesce(i.opened_at, now())
      ${claim}
      returning i.*, pm.ends as parent_ends_at, least(i.membership_ends_at, pm.ends) as ends
    ),
    inserted_membership as (
      insert into memberships (
        organization_id, user_id, root_id, origin, parent_organization_id, invitation_id, invited_by_id,
        username, name, search, ends_at, parent_ends_at, end_notified_for
      )
      select
        organization_id, user_id, root_id, 'invited', parent_organization_id, id, inviter_id,
        username, name, search, membership_ends_at, parent_ends_at,
        case when ends <= now() + ${NOTICE_PERIOD} then ends end
      from claimed
      on conflict (organization_id, user_id) do nothing
    ),
    inviter_rights as materialized (
      select rights.*
      from claimed
      cross join lateral effective_permissions(claimed.inviter_id, claimed.organization_id) as rights
    ),
    offered_groups as (
      select
        ig.group_id,
        ig.group_name as name,
        ${groupGrantStatus(sql`inviter_rights`, sql`claimed.organization_id`)} as grant_status
      from claimed
      join invitation_groups ig on ig.invitation_id = claimed.id
      cross join inviter_rights
    ),
    inserted_groups as (
      insert into membership_groups (organization_id, user_id, group_id)
      select claimed.organization_id, claimed.user_id, offered_groups.group_id
      from claimed
      cross join offered_groups
      where grant_status = 'granted'
      on conflict (organization_id, user_id, group_id) do nothing
    ),
    audited as (${insertAuditEvents(
      causeOfInvitee(address),
      {
        action: "invitations.accept",
        subject: { id: sql`id`, name: sql`username` },
        details: {
          groups: sql`
            select coalesce(jsonb_agg(name order by name) filter (where grant_status = 'granted'), '[]')
            from offered_groups`,
          notGranted: sql`
            select coalesce(jsonb_object_agg(name, grant_status) filter (where grant_status <> 'granted'), '{}')
            from offered_groups`,
        },
      },
      sql`claimed`,
    )}),
    enqueued as (${enqueueResponseEmail(sql`claimed`)})
    select
      claimed.organization_id as "organizationId",
      root.handle,
      array(select name from offered_groups where grant_status <> 'granted' order by name) as "notGranted"
    from claimed
    join organizations root on root.id = claimed.root_id
    cross join enqueued`;
}
