import { type SQL, sql } from "drizzle-orm";
import { NOTICE } from "@/db/memberships/notice";
import { violates } from "@/db/violates";
import { groupGrantStatus } from "./group-grant-status";
import { queueResponseEmail } from "./queue-response-email";
import { type ClaimSql, type InvitationResponse, respondToInvitation } from "./respond";

export type Accepted = {
  readonly organizationId: string;
  readonly handle: string;
  /** Groups that are not given: gone meanwhile, or more powerful than the inviter is now. */
  readonly withheld: readonly string[];
};

/**
 * Makes the invitee a member, in the groups that still exist and that the inviter may still give. One statement claims
 * the pending invitation, judges its time, and writes membership, groups, audit and the mail to an
 * inviter who wants one: all of it or nothing.
 * @throws InvitationClosed when it is not this account's, or no longer pending, in time, or into an active organization
 */
export async function acceptInvitation(answer: InvitationResponse): Promise<Accepted> {
  try {
    return await respondToInvitation(answer, "invitations.accept", accept);
  } catch (error) {
    // A group was deleted at the very moment: the next try sees that it is gone.
    if (violates(error, "membership_groups_group_of_organization")) return await acceptInvitation(answer);
    throw error;
  }
}

function accept({ claim, address }: ClaimSql): SQL {
  return sql`
    with claimed as (
      update invitations i set status = 'accepted', ended_at = now(), end_reason = 'accepted', opened_at = coalesce(i.opened_at, now())
      ${claim}
      returning i.*, o.path, pm.ends as parent_ends_at, least(i.membership_ends_at, pm.ends) as ends
    ),
    joined as (
      insert into memberships
        (organization_id, user_id, root_id, origin, parent_organization_id, invitation_id, invited_by_id, username, name, search,
          ends_at, parent_ends_at, end_notified_for)
      select organization_id, user_id, root_id, 'invited', parent_organization_id, id, inviter_id, username, name, search,
        membership_ends_at, parent_ends_at, case when ends <= now() + ${NOTICE} then ends end
      from claimed
      on conflict (organization_id, user_id) do nothing
    ),
    mine as materialized (
      select rights.* from claimed
      cross join lateral effective_permissions(claimed.inviter_id, claimed.organization_id) as rights
    ),
    offered as (
      select ig.group_id, ig.group_name as name, ${groupGrantStatus(sql`mine`, sql`claimed.organization_id`)} as fate
      from claimed
      join invitation_groups ig on ig.invitation_id = claimed.id
      cross join mine
    ),
    grouped as (
      insert into membership_groups (organization_id, user_id, group_id)
      select claimed.organization_id, claimed.user_id, offered.group_id from claimed cross join offered where fate = 'given'
      on conflict (organization_id, user_id, group_id) do nothing
    ),
    audited as (
      insert into audit_events (organization_id, actor_id, actor_name, address, action, subject_id, subject_name, details)
      select organization_id, user_id, username, ${address}, 'invitations.accept', id, username,
        jsonb_build_object('groups', (select coalesce(jsonb_agg(name order by name) filter (where fate = 'given'), '[]') from offered),
          'withheld', (select coalesce(jsonb_object_agg(name, fate) filter (where fate <> 'given'), '{}') from offered))
      from claimed
    ),
    queued as (${queueResponseEmail(sql`claimed`)})
    select claimed.organization_id as "organizationId", root.handle,
      array(select name from offered where fate <> 'given' order by name) as withheld
    from claimed join organizations root on root.id = claimed.root_id cross join queued`;
}
