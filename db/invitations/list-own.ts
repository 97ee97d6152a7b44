import { sql } from "drizzle-orm";
import { z } from "zod";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { constant } from "@/db/lists/keyset";
import { rowsOf } from "@/db/rows";
import { isValid, type Session } from "@/db/sessions/session";
import { GROUPS_IN_LIST } from "@/lib/cut-list";
import { type Abilities, abilitiesOf, abilitiesRow, selectAbilities } from "./abilities";
import { type OfferDetails, offerColumns, offerRow, offerTables } from "./find-by-link";

/** Few, because each one can have many groups and a note, and others decide how many invitations there are. */
const MAX = 20;
/** How long an expired invitation is shown, so that its invitee can ask for a new link. */
const DAYS_AFTER_EXPIRY = 30;

const ownRow = offerRow.extend({
  id: z.string(),
  /** Null until the email has been sent. */
  expiresAt: z.coerce.date().nullable(),
  isExpired: z.boolean().nullable(),
  newLinkRequestedAt: z.coerce.date().nullable(),
  abilities: abilitiesRow,
});

/**
 * An invitation of the viewer. Its email is on its way, it is waiting for a response, or it has expired and needs a new link.
 */
export type OwnInvitation = { readonly id: string } & (
  | { readonly state: "sending"; readonly offer: Omit<OfferDetails, "expiresAt"> }
  | { readonly state: "open"; readonly offer: OfferDetails; readonly abilities: Abilities }
  | { readonly state: "expired"; readonly offer: OfferDetails; readonly newLinkRequestedAt: Date | null }
);

export type OwnInvitations = {
  readonly invitations: readonly OwnInvitation[];
  /** Whether there are more, which are listed when some of these have ended. */
  readonly hasMore: boolean;
};

/**
 * The pending invitations of the session's account, newest first, then those that expired recently: 20 at most, each with its
 * first 10 groups. Contains no link.
 */
export async function listOwnInvitations(call: { db: Database; session: Session }): Promise<OwnInvitations> {
  const rows = await rowsOf(call.db, ownRow)`
    select
      i.id,
      ${offerColumns(GROUPS_IN_LIST)},
      i.expires_at <= now() as "isExpired",
      case when i.new_link_requested_at > now() - interval '1 day' then to_json(i.new_link_requested_at) end
        as "newLinkRequestedAt",
      (${selectAbilities}) as abilities
    ${offerTables}
    where i.user_id = ${call.session.userId}
      and ${isValid(call.session, sql`invitee`)}
      and i.status = 'pending'
      and i.expires_order > now() - make_interval(days => ${DAYS_AFTER_EXPIRY})
      and (i.membership_ends_at is null or i.membership_ends_at > now())
      and ${isActive(sql`o.path`)}
      and ${isCurrent(sql`pm`)}
    order by i.expires_order <= now(), i.created_at desc, i.id
    limit ${constant(MAX + 1)}`;
  return { invitations: rows.slice(0, MAX).map(stateOf), hasMore: rows.length > MAX };
}

function stateOf({
  id,
  expiresAt,
  isExpired,
  newLinkRequestedAt,
  abilities,
  ...offer
}: z.infer<typeof ownRow>): OwnInvitation {
  if (expiresAt === null) return { id, state: "sending", offer };
  if (isExpired) return { id, state: "expired", offer: { ...offer, expiresAt }, newLinkRequestedAt };
  return { id, state: "open", offer: { ...offer, expiresAt }, abilities: abilitiesOf(abilities) };
}
