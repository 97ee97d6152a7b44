import { type SQL, sql } from "drizzle-orm";
import { Forbidden } from "@/db/errors";
import {
  COUNT_UP_TO,
  constant,
  countUpTo,
  hasTrigrams,
  isSearch,
  keyset,
  type ListInput,
  type Order,
} from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";
import { COUNTED, readList } from "@/db/lists/read-list";
import { countSearched, ofOrganization, type Searched, searchedRows } from "@/db/lists/searched-rows";
import { can, type RequestContext } from "@/db/request-context";
import {
  type InvitationJson,
  invitationColumns,
  invitationJoins,
  invitationOf,
  matchesInvitation,
} from "./columns";
import type { InvitationRow } from "./types";

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

type Shown = { readonly filter: InvitationFilter; readonly search: string };

const BY_TIME = { pending: sql`i.expires_order > now()`, expired: sql`i.expires_order <= now()` } as const;

/** What each filter asks of a row of invitations i. "All" is everything but what was deleted, as "all mail" leaves out the bin. */
const CONDITIONS: Record<InvitationFilter, SQL> = {
  all: sql`(i.status <> 'deleted') is true`, // as its indexes say it, and no other filter can mean
  pending: sql`i.status = 'pending' and ${BY_TIME.pending}`,
  accepted: sql`i.status = 'accepted'`,
  declined: sql`i.status = 'declined'`,
  expired: sql`i.status = 'pending' and ${BY_TIME.expired}`,
  asked: sql`i.status = 'pending' and i.new_link_requested_at is not null`,
  deleted: sql`i.status = 'deleted'`,
};

/**
 * A page of the invitations into the organization. Searches in username, name and e-mail. One round trip.
 * No row holds a link or its hash.
 * @param call.now judges which pending ones read as expired
 * @throws Forbidden without invitations.view
 */
export async function listInvitations(call: {
  ctx: RequestContext;
  input: ListInput<InvitationSort> & Shown;
  now: Date;
}): Promise<Page<InvitationRow>> {
  const { ctx, input } = call;
  if (!can(ctx, "invitations.view")) throw new Forbidden();
  const list = keyset(ORDERS[input.sort], input);
  const shown = invitationsShown(ctx.organization.id, input);
  const { from, matching } = shown;
  const byTime = input.sort !== "expires" && isByTime(input.filter) && BY_TIME[input.filter];
  const searched = isSearch(input.search) && !byTime;
  const found = searched
    ? searchedRows(shown, list)
    : byTime
      ? fewOrMany({
          from,
          inOrder: sql`select * from invitations i where i.organization_id = ${ctx.organization.id} and i.status = 'pending'`,
          condition: byTime,
          search: isSearch(input.search),
          matching,
          list,
        })
      : sql`select * ${from} ${list.beyond} ${list.orderBy}`;
  const { rows, total } = await readList<InvitationJson & { cursor: string }>(
    ctx.db,
    sql`
      select ${invitationColumns}, ${list.cursor} as cursor
      from (${found}) as i
      ${invitationJoins}
      ${list.orderBy}`,
    searched ? countSearched(shown) : countUpTo(sql`${from} ${matching}`),
  );
  return list.page(
    rows.map((row) => invitationOf(row, call.now)),
    total,
  );
}

/** The invitations i that a view of the list shows, whatever page of it. `byTrigrams` has those of any search. */
export function invitationsShown(organizationId: string, { filter, search }: Shown): Searched {
  const from = invitationsOf(sql`i.organization_id = ${organizationId}`, filter);
  return {
    from,
    byTrigrams: hasTrigrams(search)
      ? invitationsOf(ofOrganization(sql`i.organization_id`, organizationId), filter)
      : from,
    matching: matchesInvitation(search),
    as: sql`i`,
  };
}

function invitationsOf(organization: SQL, filter: InvitationFilter): SQL {
  return sql`from invitations i where ${organization} and ${CONDITIONS[filter]}`;
}

function isByTime(filter: InvitationFilter): filter is keyof typeof BY_TIME {
  return filter === "pending" || filter === "expired";
}

/**
 * What depends on the time is in no index of another order than that: few live ones among very many that are expired would
 * be looked for among all of these, and the other way round. So where they are few, these are read by their time and put
 * in order; where they are many, all are read in order and what the filter is for stays. Only one of the two is run.
 * "Offset 0" keeps the planner from reading the many by their time, too; a search has an index of its own.
 */
function fewOrMany({ from, inOrder, condition, search, matching, list }: ByTime): SQL {
  const { beyond, order, orderBy } = list;
  const few = sql`(select few from so)`;
  const [number, many] = search
    ? [countUpTo(from), from]
    : [COUNTED, sql`from (${inOrder} ${beyond} ${order} offset 0) as i where ${condition}`];
  return sql`
    with so as materialized (select ${number} <= ${constant(COUNT_UP_TO)} as few)
    (select * from (select * ${from} order by i.expires_order limit ${constant(COUNT_UP_TO)}) as i
      where ${few} ${matching} ${beyond} ${orderBy})
    union all
    (select * ${many} and not ${few} ${matching} ${beyond} ${orderBy})`;
}

type ByTime = {
  readonly from: SQL;
  /** The same, whatever the time. */
  readonly inOrder: SQL;
  readonly condition: SQL;
  readonly search: boolean;
  readonly matching: SQL;
  readonly list: { readonly beyond: SQL; readonly order: SQL; readonly orderBy: SQL };
};
