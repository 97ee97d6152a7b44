import { type SQL, sql } from "drizzle-orm";
import { type Context, may } from "@/db/context";
import { Forbidden } from "@/db/errors";
import type { InvitationRow } from "@/db/invitations/rows";
import { type StoredStatus, shownStatus } from "@/db/invitations/rules";
import { countUpTo, keyset, type ListInput, matches, type Order } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { dateOf, readList } from "@/db/lists/read-list";

export const INVITATION_FILTERS = ["all", "pending", "accepted", "declined", "expired", "deleted"] as const;
export type InvitationFilter = (typeof INVITATION_FILTERS)[number];

export const INVITATION_SORTS = ["sent", "username", "expires"] as const;
export type InvitationSort = (typeof INVITATION_SORTS)[number];

const ORDERS: Record<InvitationSort, Order> = {
  sent: { column: sql`i.sent_order`, type: "timestamptz", id: sql`i.id` },
  username: { column: sql`i.username`, type: "text", id: sql`i.id` },
  expires: { column: sql`i.expires_order`, type: "timestamptz", id: sql`i.id` },
};

/** "All" is everything but what was deleted, as "all mail" leaves out the bin. */
const FILTERS: Record<InvitationFilter, SQL> = {
  all: sql`i.status <> 'deleted'`,
  pending: sql`i.status = 'pending' and i.expires_order > now()`,
  accepted: sql`i.status = 'accepted'`,
  declined: sql`i.status = 'declined'`,
  expired: sql`i.status = 'pending' and i.expires_order <= now()`,
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
  const these = sql`from invitations i where i.organization_id = ${ctx.organization.id} and ${FILTERS[input.filter]}
    ${matches(sql`i.search`, input.search)}`;
  const { rows, total } = await readList<InvitationJson>(
    ctx.db,
    sql`
      select i.id, i.username, i.name, u.email, i.status, inviter.name as "invitedBy",
        (select coalesce(json_agg(json_build_object('name', coalesce(g.name, ig.group_name), 'gone', g.id is null)
            order by coalesce(g.name, ig.group_name)), '[]')
          from invitation_groups ig left join groups g on g.id = ig.group_id where ig.invitation_id = i.id) as groups,
        json_build_object('state', i.mail_state, 'error', i.mail_error) as mail,
        i.created_at as "createdAt", i.sent_at as "sentAt", i.expires_at as "expiresAt", i.ended_at as "endedAt",
        i.ended_because as "endedBecause", ${list.cursor} as cursor
      from (select * ${these} ${list.beyond} ${list.orderBy}) as i
      join users u on u.id = i.user_id
      left join users inviter on inviter.id = i.inviter_id
      ${list.orderBy}`,
    countUpTo(these),
  );
  return list.page(
    rows.map((row) => fromJson(row, call.now)),
    total,
  );
}

type Moments = "createdAt" | "sentAt" | "expiresAt" | "endedAt";
type InvitationJson = Omit<InvitationRow, Moments | "status"> & {
  status: StoredStatus;
  createdAt: string;
  sentAt: string | null;
  expiresAt: string | null;
  endedAt: string | null;
  cursor: string;
};

function fromJson(row: InvitationJson, now: Date): InvitationRow & { cursor: string } {
  const expiresAt = dateOf(row.expiresAt);
  return {
    ...row,
    status: shownStatus({ status: row.status, expiresAt }, now),
    createdAt: dateOf(row.createdAt),
    sentAt: dateOf(row.sentAt),
    expiresAt,
    endedAt: dateOf(row.endedAt),
  };
}
