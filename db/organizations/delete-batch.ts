import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Cause, causeOf, insertAuditEvents, nameCause, record } from "@/db/audit/record";
import type { DeletionTally } from "@/db/bulk-actions/types";
import type { Transaction } from "@/db/client";
import { Conflict, NotFound } from "@/db/errors";
import { keepEmailsOf } from "@/db/invitations/emails-sent";
import { constant } from "@/db/lists/keyset";
import { isSignedIn, notifyAccounts } from "@/db/notices/notify-accounts";
import type { RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { groups, organizations, roles } from "@/db/schema";
import { uuids } from "@/db/uuid";
import { BATCH_SIZE } from "@/lib/bulk-actions";

const REASON = "organization-deleted";

type Deletion = { readonly targetOrganizationId: string | null; readonly tally: DeletionTally };
type Deleted = { readonly tally: DeletionTally; readonly last: boolean };

/**
 * Deletes the next batch of what a child organization contains, and with the last batch the organization. Records an event
 * for each user and invitation in its audit log, which stays.
 * @throws Conflict if it has been enabled in the meantime, or has child organizations
 */
export async function deleteNextBatch(
  tx: Transaction,
  ctx: RequestContext,
  deletion: Deletion,
): Promise<Deleted> {
  const target = await lockDeletable(tx, ctx, deletion.targetOrganizationId);
  // Before their rows, which deleting invitations changes, too. Stopping a bulk action locks both in this order.
  await tx.execute(sql`
    select from bulk_actions
    where organization_id = ${target.id} and state = 'running'
    order by id
    for update`);
  const cause = { ...causeOf(ctx), organizationId: target.id, actingFromId: ctx.organization.id };
  await nameCause(tx, cause, REASON);
  const invitations = await deleteInvitations(tx, cause);
  const members = await deleteMembers(tx, ctx, cause, BATCH_SIZE - invitations.count);
  const rows = await deleteBulkActionRows(tx, target.id, BATCH_SIZE - invitations.count - members.count);
  const tally = {
    accounts: (deletion.tally.accounts ?? 0) + members.accounts,
    invitedUsers: (deletion.tally.invitedUsers ?? 0) + members.count - members.accounts,
    pendingInvitations: (deletion.tally.pendingInvitations ?? 0) + invitations.pending,
  };
  if (invitations.count + members.count + rows >= BATCH_SIZE) return { tally, last: false };
  await deleteRest(tx, target.id);
  await record(tx, causeOf(ctx), { action: "organizations.delete", subject: target, details: tally });
  return { tally, last: true };
}

/**
 * Locks a child organization that can be deleted, until the transaction ends. Commands that enable it, delete it or create
 * child organizations of it wait.
 * @throws NotFound if there is no such child organization; Conflict while it is active or has child organizations
 */
export async function lockDeletable(tx: Transaction, ctx: RequestContext, organizationId: string | null) {
  const [found] = await rowsOf(tx, z.object({ id: z.string(), name: z.string(), disabled: z.boolean() }))`
    select id, name, disabled_at is not null as disabled
    from organizations
    where id = ${organizationId} and parent_id = ${ctx.organization.id}
    for update`;
  if (!found) throw new NotFound({ code: "no-such-child" });
  const { id, name, disabled } = found;
  if (!disabled) throw new Conflict({ code: "still-active", organization: name });
  const [child] = await tx.execute(sql`select from organizations where parent_id = ${id} limit 1`);
  if (child) throw new Conflict({ code: "has-children", organization: name });
  return { id, name };
}

/** Deletes up to `BATCH_SIZE` invitations, and records the end of each pending one. @returns how many of both */
async function deleteInvitations(tx: Transaction, cause: Cause): Promise<{ count: number; pending: number }> {
  const [row] = await rowsOf(tx, z.object({ count: z.number(), pending: z.number() }))`
    with deleted as (
      delete from invitations
      where id in (
        select id from invitations where organization_id = ${cause.organizationId} limit ${constant(BATCH_SIZE)}
      )
      returning *
    ),
    emails as (${keepEmailsOf(sql`deleted`)}),
    ended as (
      select id, username from deleted where status = 'pending'
    ),
    ${recordEnded("invitations.end", cause)}
    select
      (select count(*)::int from deleted) as count,
      (select count(*)::int from ended) as pending`;
  return row ?? { count: 0, pending: 0 };
}

/**
 * Deletes memberships, and the accounts of those that are managed here. Memberships come first, in the order in which every
 * command locks them; a trigger records their ends. Signed-in users are notified.
 */
async function deleteMembers(
  tx: Transaction,
  ctx: RequestContext,
  cause: Cause,
  limit: number,
): Promise<{ count: number; accounts: number }> {
  const members = await rowsOf(tx, z.object({ userId: z.string(), managed: z.boolean() }))`
    delete from memberships m
    where m.organization_id = ${cause.organizationId}
      and m.user_id in (
        select user_id
        from memberships
        where organization_id = ${cause.organizationId}
        order by user_id
        limit ${limit}
      )
    returning m.user_id as "userId", m.origin = 'managed' as managed`;
  const managed = members.flatMap(({ userId, managed }) => (managed ? [userId] : []));
  const signedIn = sql`u.id = any(${uuids(managed)}) and ${isSignedIn}`;
  await notifyAccounts(tx, signedIn, { kind: "account-deleted", actor: ctx.actor });
  const [row] = await rowsOf(tx, z.object({ accounts: z.number() }))`
    with ended as (
      delete from users
      where managing_organization_id = ${cause.organizationId} and id = any(${uuids(managed)})
      returning id, username
    ),
    ${recordEnded("users.delete", cause)}
    select count(*)::int as accounts from ended`;
  return { count: members.length, accounts: row?.accounts ?? 0 };
}

/** Deletes rows of bulk actions, which can be more than users. */
async function deleteBulkActionRows(tx: Transaction, organizationId: string, limit: number): Promise<number> {
  const [row] = await rowsOf(tx, z.object({ count: z.number() }))`
    with chosen as materialized (
      select bulk_action_id, position
      from bulk_action_rows
      where bulk_action_id in (select id from bulk_actions where organization_id = ${organizationId})
      limit ${limit}
    ),
    deleted as (
      delete from bulk_action_rows r
      using chosen
      where r.bulk_action_id = chosen.bulk_action_id and r.position = chosen.position
      returning 1
    )
    select count(*)::int as count from deleted`;
  return row?.count ?? 0;
}

/** Deletes the organization and what is left in it. */
async function deleteRest(tx: Transaction, id: string): Promise<void> {
  await tx.delete(groups).where(eq(groups.organizationId, id));
  await tx.delete(roles).where(eq(roles.organizationId, id));
  await tx.delete(organizations).where(eq(organizations.id, id));
}

/** A CTE that records an event for each row of the CTE `ended (id, username)`. */
function recordEnded(action: "invitations.end" | "users.delete", cause: Cause): SQL {
  return sql`events as (${insertAuditEvents(
    cause,
    { action, subject: { id: sql`id`, name: sql`username` }, details: { reason: REASON } },
    sql`ended`,
  )})`;
}
