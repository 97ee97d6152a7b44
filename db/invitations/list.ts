import { type SQL, sql } from "drizzle-orm";
import { type Context, may } from "@/db/context";
import { Forbidden } from "@/db/errors";
import {
  type InvitationJson,
  invitationColumns,
  invitationJoins,
  invitationOf,
} from "@/db/invitations/read-row";
import type { InvitationRow } from "@/db/invitations/rows";
import { countUpTo, keyset, type ListInput, matches, type Order } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { readList } from "@/db/lists/read-list";

export const INVITATION_FILTERS = [
  "all",
  "pending",
  "accepted",
  "declined",
  "expired",
  "asked",
  "deleted",
] as const;
export type InvitationFilter = (typeof INVITATION_FILTERS)[number];

export const INVITATION_SORTS = ["sent", "username", "expires"] as const;
export type InvitationSort = (typeof INVITATION_SORTS)[number];

const ORDERS: Record<InvitationSort, Order> = {
  sent: { column: sql`i.sent_order`, type: "timestamptz", id: sql`i.id` },
  username: { column: sql`i.username`, type: "text", id: sql`i.id` },
  expires: { column: sql`i.expires_order`, type: "timestamptz", id: sql`i.id` },
};

/** What each filter asks of a row of invitations i. "All" is everything but what was deleted, as "all mail" leaves out the bin. */
export const INVITATION_CONDITIONS: Record<InvitationFilter, SQL> = {
  all: sql`i.status <> 'deleted'`,
  pending: sql`i.status = 'pending' and i.expires_order > now()`,
  accepted: sql`i.status = 'accepted'`,
  declined: sql`i.status = 'declined'`,
  expired: sql`i.status = 'pending' and i.expires_order <= now()`,
  asked: sql`i.status = 'pending' and i.link_asked_at is not null`,
  deleted: sql`i.status = 'deleted'`,
};

/**
 * A page of the invitations into the organization. Searches in username, name and e-mail. One round trip.
 * No row holds a link or its hash.
 * @param call.now judges which pending ones read as expired
 * @throws Forbidden without invitations.view
 */
export async function listInvitations(call: {
  ctx: Context;
  input: ListInput<InvitationSort> & { readonly filter: InvitationFilter };
  now: Date;
}): Promise<Page<InvitationRow>> {
  const { ctx, input } = call;
  if (!may(ctx, "invitations.view")) throw new Forbidden();
  const list = keyset(ORDERS[input.sort], input);
  const these = sql`from invitations i where i.organization_id = ${ctx.organization.id} and ${INVITATION_CONDITIONS[input.filter]}
    ${matches(sql`i.search`, input.search)}`;
  const { rows, total } = await readList<InvitationJson & { cursor: string }>(
    ctx.db,
    sql`
      select ${invitationColumns}, ${list.cursor} as cursor
      from (select * ${these} ${list.beyond} ${list.orderBy}) as i
      ${invitationJoins}
      ${list.orderBy}`,
    countUpTo(these),
  );
  return list.page(
    rows.map((row) => invitationOf(row, call.now)),
    total,
  );
}
