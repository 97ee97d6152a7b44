import { and, eq, type SQL, sql } from "drizzle-orm";
import { Forbidden } from "@/db/errors";
import { countRows, type ListInput, type Order, readPage } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { can, type RequestContext } from "@/db/request-context";
import { invitations, users } from "@/db/schema";
import { GROUPS_IN_LIST } from "@/lib/cut-list";
import { invitationColumns, inviter, matchesInvitation, withShownStatus } from "./columns";
import type { InvitationRow } from "./types";

export const INVITATION_FILTERS = [
  "all",
  "pending",
  "expiring",
  "accepted",
  "declined",
  "expired",
  "failed",
  "requested",
  "deleted",
] as const;
export type InvitationFilter = (typeof INVITATION_FILTERS)[number];

export const INVITATION_SORTS = ["sent", "username", "expires"] as const;
export type InvitationSort = (typeof INVITATION_SORTS)[number];

export const INVITATION_ORDERS: Record<InvitationSort, Order> = {
  sent: { column: invitations.sentOrder, id: invitations.id },
  username: { column: invitations.username, id: invitations.id },
  expires: { column: invitations.expiresOrder, id: invitations.id },
};

/** "All" leaves out deleted invitations, as "all mail" leaves out the trash. */
const FILTERS: Record<InvitationFilter, SQL> = {
  all: sql`${invitations.status} <> 'deleted'`,
  pending: sql`${invitations.status} = 'pending' and ${invitations.expiresOrder} > now()`,
  expiring: sql`
    ${invitations.status} = 'pending'
    and ${invitations.expiresOrder} > now()
    and ${invitations.expiresOrder} <= now() + interval '1 day'`,
  accepted: sql`${invitations.status} = 'accepted'`,
  declined: sql`${invitations.status} = 'declined'`,
  expired: sql`${invitations.status} = 'pending' and ${invitations.expiresOrder} <= now()`,
  failed: sql`${invitations.status} = 'pending' and ${invitations.expiresOrder} > now() and ${invitations.emailState} = 'failed'`,
  requested: sql`${invitations.status} = 'pending' and ${invitations.newLinkRequestedAt} is not null`,
  deleted: sql`${invitations.status} = 'deleted'`,
};

export type InvitationView = { readonly filter: InvitationFilter; readonly search: string };

/**
 * A page of the invitations into the organization. No row contains a link or its hash.
 * @param call.now decides which pending invitations read as expired
 * @throws Forbidden without invitations.view
 */
export async function listInvitations(call: {
  ctx: RequestContext;
  input: ListInput<InvitationSort> & InvitationView;
  now: Date;
}): Promise<Page<InvitationRow>> {
  const { ctx, input, now } = call;
  if (!can(ctx, "invitations.view")) throw new Forbidden();
  const where = isInView(ctx.organization.id, input);
  return await readPage(INVITATION_ORDERS[input.sort], input, async (list) => {
    const query = ctx.db
      .select({ ...invitationColumns(GROUPS_IN_LIST), cursor: list.cursor })
      .from(invitations)
      .innerJoin(users, eq(users.id, invitations.userId))
      .leftJoin(inviter, eq(inviter.id, invitations.inviterId))
      .where(and(where, list.afterCursor))
      .orderBy(...list.orderBy)
      .limit(list.limit);
    const [rows, total] = await Promise.all([query, countRows(ctx.db, invitations, where)]);
    return [rows.map((row) => withShownStatus(row, now)), total];
  });
}

/** A condition: the invitations on all pages of a view. */
export function isInView(organizationId: string, { filter, search }: InvitationView): SQL | undefined {
  return and(eq(invitations.organizationId, organizationId), FILTERS[filter], matchesInvitation(search));
}
