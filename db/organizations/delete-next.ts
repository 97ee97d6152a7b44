import { type SQL, sql } from "drizzle-orm";
import { type Cause, causeOf, nameCause, record } from "@/db/audit/record";
import type { DeletionTally } from "@/db/bulk-actions/types";
import type { Transaction } from "@/db/client";
import { Conflict, NotFound } from "@/db/errors";
import { constant } from "@/db/lists/keyset";
import { isSignedIn, notifyAccounts } from "@/db/notices/notify-accounts";
import type { RequestContext } from "@/db/request-context";
import { uuids } from "@/db/uuid";
import type { AuditAction } from "@/lib/audit-actions";
import { BATCH_SIZE } from "@/lib/bulk-actions";

const REASON = "organization-deleted";

type Deletion = { readonly targetOrganizationId: string | null; readonly tally: DeletionTally };
type Deleted = { readonly tally: DeletionTally; readonly last: boolean };

/**
 * Deletes the next part of what is in an organization directly below; with the last part, the organization. Users and
 * invitations leave a row each in its audit log, which stays.
 * @throws Conflict when it has been enabled meanwhile, or has an organization below itself
 */
export async function deleteNext(tx: Transaction, ctx: RequestContext, deletion: Deletion): Promise<Deleted> {
  const target = await lockDeletable(tx, ctx, deletion.targetOrganizationId);
  const cause = { ...causeOf(ctx), organizationId: target.id, actingFromId: ctx.organization.id };
  await nameCause(tx, cause, REASON);
  const invitations = await deleteInvitations(tx, cause);
  const members = await deleteMembers(tx, ctx, cause, BATCH_SIZE - invitations.count);
  const rows = await deleteBulkActionRows(tx, target.id, BATCH_SIZE - invitations.count - members.count);
  const tally = {
    accounts: (deletion.tally.accounts ?? 0) + members.accounts,
    "invited users": (deletion.tally["invited users"] ?? 0) + members.count - members.accounts,
    "pending invitations": (deletion.tally["pending invitations"] ?? 0) + invitations.pending,
  };
  if (invitations.count + members.count + rows >= BATCH_SIZE) return { tally, last: false };
  await deleteItself(tx, target.id);
  await record(tx, causeOf(ctx), { action: "organizations.delete", subject: target, details: tally });
  return { tally, last: true };
}

/**
 * Locks an organization directly below that can be deleted: whoever enables it, creates below it or deletes it waits
 * until the transaction ends, or has come before.
 * @throws NotFound when there is no such organization directly below; Conflict while it is active, or others are below it
 */
export async function lockDeletable(tx: Transaction, ctx: RequestContext, organizationId: string | null) {
  const [found] = await tx.execute<{ id: string; name: string; disabled: boolean }>(sql`
    select id, name, disabled_at is not null as disabled from organizations
    where id = ${organizationId} and parent_id = ${ctx.organization.id} for update`);
  if (!found) throw new NotFound("There is no such organization directly below.");
  const { id, name, disabled } = found;
  if (!disabled) throw new Conflict(`${name} is active. Disable it first.`);
  const [below] = await tx.execute(sql`select from organizations where parent_id = ${id} limit 1`);
  if (below) throw new Conflict(`There are organizations below ${name}. Delete those first.`);
  return { id, name };
}

/** How many, and how many of them were pending; each of those leaves a row in the audit. */
async function deleteInvitations(tx: Transaction, cause: Cause): Promise<{ count: number; pending: number }> {
  const [row] = await tx.execute<{ count: number; pending: number }>(sql`
    with deleted as (
      delete from invitations where id in (
        select id from invitations where organization_id = ${cause.organizationId} limit ${constant(BATCH_SIZE)}
      )
      returning id, username, status
    ),
    ended as (select id, username from deleted where status = 'pending'),
    ${audited("invitations.end", cause)}
    select (select count(*)::int from deleted) as count, (select count(*)::int from ended) as pending`);
  return row ?? { count: 0, pending: 0 };
}

/**
 * Memberships first, as in whatever else is done to an account; the database records their ends. Accounts that are signed
 * in are notified.
 */
async function deleteMembers(
  tx: Transaction,
  ctx: RequestContext,
  cause: Cause,
  limit: number,
): Promise<{ count: number; accounts: number }> {
  const members = await tx.execute<{ userId: string; managed: boolean }>(sql`
    with chosen as materialized (
      select user_id from memberships where organization_id = ${cause.organizationId}
      order by user_id limit ${limit} for update
    )
    delete from memberships m using chosen
    where m.organization_id = ${cause.organizationId} and m.user_id = chosen.user_id
    returning m.user_id as "userId", m.origin = 'managed' as managed`);
  const managed = members.flatMap(({ userId, managed }) => (managed ? [userId] : []));
  const signedIn = sql`u.id = any(${uuids(managed)}) and ${isSignedIn}`;
  await notifyAccounts(tx, signedIn, { kind: "account-deleted", actor: ctx.actor });
  const [row] = await tx.execute<{ accounts: number }>(sql`
    with ended as (
      delete from users where managing_organization_id = ${cause.organizationId} and id = any(${uuids(managed)})
      returning id, username
    ),
    ${audited("users.delete", cause)}
    select count(*)::int as accounts from ended`);
  return { count: members.length, accounts: row?.accounts ?? 0 };
}

/** Of what was done to many at once in it, which can be more rows than it has users. */
async function deleteBulkActionRows(tx: Transaction, organizationId: string, limit: number): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    with chosen as materialized (
      select bulk_action_id, position from bulk_action_rows
      where bulk_action_id in (select id from bulk_actions where organization_id = ${organizationId}) limit ${limit}
    ),
    deleted as (
      delete from bulk_action_rows r using chosen
      where r.bulk_action_id = chosen.bulk_action_id and r.position = chosen.position
      returning 1
    )
    select count(*)::int as count from deleted`);
  return row?.count ?? 0;
}

/** What is left, which is little. */
async function deleteItself(tx: Transaction, id: string): Promise<void> {
  await tx.execute(sql`delete from groups where organization_id = ${id}`);
  await tx.execute(sql`delete from roles where organization_id = ${id}`);
  await tx.execute(sql`delete from organizations where id = ${id}`);
}

/** A part of a statement that leaves an audit row for each of `ended`. */
function audited(action: AuditAction, cause: Cause): SQL {
  return sql`audited as (
    insert into audit_events (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details)
    select ${cause.organizationId}::uuid, ${cause.actorId}::uuid, ${cause.actorName}, ${cause.actingFromId}::uuid, ${cause.address},
      ${action}, id, username, jsonb_build_object('reason', ${REASON}::text)
    from ended
  )`;
}
