import { type SQL, sql } from "drizzle-orm";
import type { AuditAction } from "@/db/audit/actions";
import { type Cause, causeOf, nameCause, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import type { Context } from "@/db/context";
import { Conflict, Invalid, NotFound } from "@/db/errors";
import { isSignedIn, notifyAccounts } from "@/db/notices/notify-accounts";
import type { DeletedOrganization } from "@/db/organizations/input";

const BECAUSE = "organization-deleted";

/**
 * Deletes an organization directly below that is disabled and has none below itself, with all that is in it: the
 * accounts managed there, memberships, invitations, groups and roles. Its audit stays. Accounts that are signed in are notified.
 * @throws NotFound when there is no such organization directly below; Invalid when its name was typed otherwise;
 * Conflict while it is active, or others are below it
 */
export const deleteOrganization = defineCommand<DeletedOrganization, void>(
  { permission: "organizations.delete", revokes: ({ ctx }) => [ctx.organization.id] },
  async ({ tx, ctx, input }) => {
    const id = input.organizationId;
    const name = await hold(tx, ctx, input);
    const cause = { ...causeOf(ctx), organizationId: id, actingFromId: ctx.organization.id };
    await nameCause(tx, cause, BECAUSE);
    const invitations = await deleteInvitations(tx, cause);
    const signedIn = sql`u.managing_organization_id = ${id} and ${isSignedIn}`;
    await notifyAccounts(tx, signedIn, { kind: "account-deleted", actor: ctx.actor });
    const accounts = await deleteAccounts(tx, cause);
    const guests = await endMemberships(tx, cause);
    await tx.execute(sql`delete from groups where organization_id = ${id}`);
    await tx.execute(sql`delete from roles where organization_id = ${id}`);
    await tx.execute(sql`delete from organizations where id = ${id}`);
    await record(tx, causeOf(ctx), {
      action: "organizations.delete",
      subject: { id, name },
      details: { accounts, "invited users": guests, "pending invitations": invitations },
    });
  },
);

/** Whoever changes it, or creates below it, waits until it is gone, or has come before. */
async function hold(tx: Transaction, ctx: Context, input: DeletedOrganization): Promise<string> {
  const [found] = await tx.execute<{ name: string; disabled: boolean }>(sql`
    select name, disabled_at is not null as disabled from organizations
    where id = ${input.organizationId} and parent_id = ${ctx.organization.id} for update`);
  if (!found) throw new NotFound("There is no such organization directly below.");
  if (!found.disabled) throw new Conflict(`${found.name} is active. Disable it first.`);
  const [below] = await tx.execute(sql`
    select from organizations where parent_id = ${input.organizationId} limit 1`);
  if (below) throw new Conflict(`There are organizations below ${found.name}. Delete those first.`);
  if (input.name.trim() === found.name) return found.name;
  const otherwise = "This is not its name. Type it exactly as it is written.";
  throw new Invalid(otherwise, { name: otherwise });
}

/** How many of them were pending; each of those leaves a row in the audit. */
async function deleteInvitations(tx: Transaction, cause: Cause): Promise<number> {
  const [row] = await tx.execute<{ pending: number }>(sql`
    with deleted as (
      delete from invitations where organization_id = ${cause.organizationId} returning id, username, status
    ),
    ended as (select id, username from deleted where status = 'pending'),
    ${audited("invitations.end", cause)}
    select count(*)::int as pending from ended`);
  return row?.pending ?? 0;
}

/** Their memberships go with them, which the database records. */
async function deleteAccounts(tx: Transaction, cause: Cause): Promise<number> {
  const [row] = await tx.execute<{ accounts: number }>(sql`
    with ended as (
      delete from users where managing_organization_id = ${cause.organizationId} returning id, username
    ),
    ${audited("users.delete", cause)}
    select count(*)::int as accounts from ended`);
  return row?.accounts ?? 0;
}

async function endMemberships(tx: Transaction, { organizationId }: Cause): Promise<number> {
  const [row] = await tx.execute<{ ended: number }>(sql`
    with ended as (delete from memberships where organization_id = ${organizationId} returning user_id)
    select count(*)::int as ended from ended`);
  return row?.ended ?? 0;
}

/** A part of a statement that leaves an audit row for each of `ended`. */
function audited(action: AuditAction, cause: Cause): SQL {
  return sql`audited as (
    insert into audit_events (organization_id, actor_id, actor_name, acting_from_id, address, action, subject_id, subject_name, details)
    select ${cause.organizationId}::uuid, ${cause.actorId}::uuid, ${cause.actorName}, ${cause.actingFromId}::uuid, ${cause.address},
      ${action}, id, username, jsonb_build_object('because', ${BECAUSE}::text)
    from ended
  )`;
}
