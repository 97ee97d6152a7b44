import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { texts } from "@/db/uuid";

/** Keeps these advisory locks apart from all others. */
const NAMESPACE = sql.raw("5470816");

/**
 * What a lock is for. It contains the kind, so that an organization's id that is sent as a user's id can't lock the
 * organization.
 */
export type RightsHolder = `account ${string}` | `membership ${string} ${string}` | `organization ${string}`;

/** The rights of an account everywhere. @param id the actor's, or an account that the organization manages */
export function accountRights(id: string): RightsHolder {
  return `account ${id}`;
}

/**
 * The rights that a user has through the groups of an organization, there and below.
 * @param organizationId from the context. `userId` can be any id, because nobody in another organization waits for this lock
 */
export function membershipRights(organizationId: string, userId: string): RightsHolder {
  return `membership ${organizationId} ${userId}`;
}

/** More locks in one transaction could fill the server's lock table. */
const MAX_MEMBERSHIPS = 100;

/** Like `membershipRights`, for several users. For many, the rights of the whole organization. */
export function membershipsRights(organizationId: string, userIds: readonly string[]): RightsHolder[] {
  if (userIds.length > MAX_MEMBERSHIPS) return [organizationRights(organizationId)];
  return userIds.map((userId) => membershipRights(organizationId, userId));
}

/** The rights of everybody in an organization and below it. @param id from the context, or a child of the context's */
export function organizationRights(id: string): RightsHolder {
  return `organization ${id}`;
}

type Rights = {
  /** The rights on which the transaction relies. Their locks are shared. */
  readonly relied?: readonly RightsHolder[];
  /** The rights that it revokes. Their locks are exclusive. */
  readonly revoked?: readonly RightsHolder[];
};

/**
 * A statement that locks rights until the transaction ends, so that they can't be revoked while a command relies on them. It
 * must be the first statement of its transaction: taking these locks before all row locks, always in the same order, avoids
 * deadlocks. Check the rights in a later statement, which sees what was committed while this one waited.
 */
export function rightsLock({ relied = [], revoked = [] }: Rights): SQL {
  const locks = new Map([
    ...relied.map((holder) => [holder, false] as const),
    ...revoked.map((holder) => [holder, true] as const),
  ]);
  return sql`
    select case
      when locks.revoked then pg_advisory_xact_lock(${keyOf(sql`locks.holder`)})
      else pg_advisory_xact_lock_shared(${keyOf(sql`locks.holder`)})
    end
    from (
      select holder, revoked
      from unnest(${texts([...locks.keys()])}, ${sql.param([...locks.values()])}::boolean[]) as requested (holder, revoked)
      order by holder
    ) as locks`;
}

/** Runs `rightsLock`. */
export async function lockRights(tx: Transaction, rights: Rights): Promise<void> {
  await tx.execute(rightsLock(rights));
}

/**
 * Like `rightsLock`, for the rights on which an invitation relies, with shared locks: its invitee's account, and for each
 * organization on the path, the organization itself and the inviter's membership in it.
 * @param isInvitation a condition on invitations `i`
 */
export function invitationRightsLock(isInvitation: SQL): SQL {
  return sql`
    select pg_advisory_xact_lock_shared(${keyOf(sql`locks.holder`)})
    from (
      select holder
      from invitations i
      join organizations o on o.id = i.organization_id
      cross join lateral (
        select 'organization ' || id from unnest(o.path) as id
        union all
        select 'membership ' || id || ' ' || i.inviter_id from unnest(o.path) as id where i.inviter_id is not null
        union all
        select 'account ' || i.user_id
      ) as found (holder)
      where ${isInvitation}
      order by holder
    ) as locks`;
}

function keyOf(holder: SQL): SQL {
  return sql`hashtextextended(${holder}, ${NAMESPACE})`;
}
