import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { parseLink } from "@/db/link";
import { constant } from "@/db/lists/keyset";
import { rowsOf } from "@/db/rows";
import { isValid, type Session } from "@/db/sessions/session";
import { type Logo, logoColumn, logoJoin, logoRow } from "@/db/settings/get";
import { MAX_GROUPS_OF_INVITATION } from "@/lib/roles";
import { type Abilities, abilitiesOf, abilitiesRow, selectAbilities } from "./abilities";
import { groupGrantStatus, shownStatus } from "./rules";
import { invitationEnd, invitationStatus } from "./table";
import type { EndReason } from "./types";

const offeredGroup = z.object({
  name: z.string(),
  grantStatus: z.enum(["granted", "deleted", "too-powerful"]),
});

/** What the page of an invitation shows. */
export const offerRow = z.object({
  organization: z.object({
    id: z.string(),
    name: z.string(),
    handle: z.string(),
    /** The color of the buttons; null for the default color. */
    color: z.string().nullable(),
    timeZone: z.string(),
  }),
  parent: z.object({ id: z.string(), name: z.string() }),
  /** Null if their account has been deleted. */
  inviter: z.object({ name: z.string(), organization: z.string() }).nullable(),
  invitee: z.object({ username: z.string(), name: z.string() }),
  /** The first ones by name. */
  groups: z.array(offeredGroup),
  /** How many more groups there are. */
  moreGroups: z.int(),
  note: z.string().nullable(),
  /** The name of the user who wrote the note, even if someone else has resent the invitation. */
  noteAuthor: z.string().nullable(),
  expiresAt: z.coerce.date(),
  /** Null if the membership has no end date. */
  membershipEndsAt: z.coerce.date().nullable(),
  lifetimeHours: z.int(),
});

type OfferRow = z.infer<typeof offerRow>;
export type Offer = Readonly<Omit<OfferRow, "organization">> & {
  readonly organization: Readonly<OfferRow["organization"]> & { readonly logo: Logo | null };
};

/** What an invitee sees before they respond. */
export type OfferDetails = Omit<Offer, "organization"> & {
  readonly organization: { readonly name: string; readonly timeZone: string };
};

const viewerRow = z.object({ username: z.string(), name: z.string() });

/** The account that is signed in. */
export type Viewer = Readonly<z.infer<typeof viewerRow>>;

/** What a link shows to the viewer. `viewer` is null if nobody is signed in. */
export type LinkState =
  | { state: "unknown" }
  | {
      state: "accepted" | "declined" | "expired" | "replaced" | "inactive";
      offer: Offer;
      /** Whether the viewer is the invitee. */
      own: boolean;
      viewer: Viewer | null;
    }
  | { state: "deleted"; offer: Offer; reason: EndReason; own: boolean; viewer: Viewer | null }
  | { state: "signed-out"; offer: Offer }
  | { state: "ready"; offer: Offer; abilities: Abilities; viewer: Viewer }
  | { state: "other-account"; offer: Offer; viewer: Viewer };

/**
 * Reads what a link leads to, without changing anything.
 * @param call.link from the URL: hostile input. A malformed link gets the same result as one that never existed
 */
export async function findInvitationByLink(call: {
  db: Database;
  session: Session | null;
  link: unknown;
  now: Date;
}): Promise<LinkState> {
  const hash = parseLink(call.link);
  if (!hash) return { state: "unknown" };
  const [row] = await rowsOf(call.db, linkRow)`${selectByLink(hash, call.session)}`;
  if (!row) return { state: "unknown" };
  const { facts, logo, organization, ...offer } = row;
  return stateOf({ ...offer, organization: { ...organization, logo } }, facts, call.now);
}

function selectByLink(hash: Buffer, session: Session | null): SQL {
  const stored = sql`decode(${hash.toString("hex")}, 'hex')`;
  return sql`
    select
      ${offerColumns(MAX_GROUPS_OF_INVITATION)},
      ${logoColumn},
      json_build_object(
        'isReplaced', i.link_hash is distinct from ${stored},
        'status', i.status,
        'endReason', i.end_reason,
        'isParentMember', coalesce(${isCurrent(sql`pm`)}, false),
        'isActive', ${isActive(sql`o.path`)},
        'isInvitee', coalesce(viewer.id = i.user_id, false),
        'viewer', case when viewer.id is not null then
          json_build_object('username', viewer.username, 'name', viewer.name)
        end,
        'abilities', case when viewer.id = i.user_id and i.status = 'pending' then (${selectAbilities}) end
      ) as facts
    ${offerTables}
    ${logoJoin}
    left join users viewer on ${isValid(session, sql`viewer`)}
    where i.id = (
      select id from invitations where link_hash = ${stored}
      union all
      select invitation_id from replaced_links where link_hash = ${stored}
      limit 1
    )`;
}

/** The columns of `offerRow`. @param groups how many groups an offer lists at most */
export const offerColumns = (groups: number): SQL => sql`
      json_build_object(
        'id', o.id,
        'name', o.name,
        'handle', root.handle,
        'color', o.color,
        'timeZone', o.time_zone
      ) as organization,
      json_build_object('id', parent.id, 'name', parent.name) as parent,
      case when inviter.id is not null then
        json_build_object('name', inviter.name, 'organization', inviter_home.name)
      end as inviter,
      json_build_object('username', invitee.username, 'name', invitee.name) as invitee,
      (
        select coalesce(
          json_agg(
            json_build_object(
              'name', ig.group_name,
              'grantStatus', ${groupGrantStatus(sql`inviter_rights`, sql`o.id`)}
            )
            order by ig.group_name
          ),
          '[]'
        )
        from (
          select * from invitation_groups
          where invitation_id = i.id
          order by group_name
          limit ${constant(groups)}
        ) as ig
        cross join lateral effective_permissions(i.inviter_id, o.id) as inviter_rights
      ) as groups,
      (
        select greatest(count(*) - ${constant(groups)}, 0)::int
        from invitation_groups
        where invitation_id = i.id
      ) as "moreGroups",
      i.note,
      i.note_author as "noteAuthor",
      to_json(i.expires_at) as "expiresAt",
      to_json(
        nullif(least(coalesce(i.membership_ends_at, 'infinity'), pm.ends), 'infinity')
      ) as "membershipEndsAt",
      i.lifetime_hours as "lifetimeHours"`;

/** An invitation `i`, the organization `o`, its `root` and `parent`, and the membership `pm` of the parent. */
export const offerTables: SQL = sql`
    from invitations i
    join organizations o on o.id = i.organization_id
    join organizations root on root.id = o.root_id
    join organizations parent on parent.id = i.parent_organization_id
    join users invitee on invitee.id = i.user_id
    left join memberships pm on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id
    left join users inviter on inviter.id = i.inviter_id
    left join organizations inviter_home on inviter_home.id = inviter.managing_organization_id`;

/** What decides which state the link has. */
const linkFacts = z.object({
  /** Whether a newer email has a newer link. */
  isReplaced: z.boolean(),
  status: z.enum(invitationStatus.enumValues),
  endReason: z.enum(invitationEnd.enumValues).nullable(),
  isParentMember: z.boolean(),
  /** Whether the organization and its ancestors are active. */
  isActive: z.boolean(),
  isInvitee: z.boolean(),
  viewer: viewerRow.nullable(),
  /** Null for everyone but the invitee. */
  abilities: abilitiesRow.nullable(),
});

const linkRow = offerRow.extend({ logo: logoRow, facts: linkFacts });

function stateOf(offer: Offer, facts: z.infer<typeof linkFacts>, now: Date): LinkState {
  const { isInvitee: own, viewer, abilities } = facts;
  const status = shownStatus({ status: facts.status, expiresAt: offer.expiresAt }, now);
  const shared = { offer, own, viewer };
  if (status === "deleted") return { state: "deleted", reason: facts.endReason ?? "deleted", ...shared };
  if (status === "accepted" || status === "declined") return { state: status, ...shared };
  if (!facts.isParentMember) return { state: "deleted", reason: "left-parent", ...shared };
  if (!facts.isActive) return { state: "inactive", ...shared };
  if (facts.isReplaced) return { state: "replaced", ...shared };
  if (status === "expired") return { state: "expired", ...shared };
  if (viewer === null) return { state: "signed-out", offer };
  if (!abilities) return { state: "other-account", offer, viewer };
  return { state: "ready", offer, viewer, abilities: abilitiesOf(abilities) };
}
