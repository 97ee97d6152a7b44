import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { Conflict } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";

/**
 * Call it before administrators of a root organization can remove themselves: such changes then wait for each other. Other
 * commands don't need it. Their actor stays an administrator, or they revoke rights of the whole organization, one at a time.
 * Does nothing for an organization with a parent, because administrators of its ancestors can always enter it.
 */
export async function lockAdministrators(tx: Transaction, { organization }: RequestContext): Promise<void> {
  if (organization.parent) return;
  await tx.execute(sql`select from organizations where id = ${organization.id} for no key update`);
}

/**
 * Call it after a change that could remove the last administrator of a root organization, in the same transaction.
 * @throws Conflict if the root organization has no administrator who can sign in (active and with a password)
 */
export async function requireRemainingAdministrator(
  tx: Transaction,
  { organization }: RequestContext,
): Promise<void> {
  if (organization.parent) return;
  const [administrator] = await tx.execute(sql`
    select
    from membership_groups mg
    join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
    join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id and r.is_administrator
    join users u on u.id = mg.user_id and u.disabled_at is null and u.password_hash is not null
    where mg.organization_id = ${organization.id}
    limit 1`);
  if (!administrator) {
    throw new Conflict({ code: "last-administrator", organization: organization.name });
  }
}
