import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { parseLink } from "@/db/link";
import { isValid, type Session } from "@/db/sessions/session";
import { type Logo, type LogoRow, logoColumns, logoJoin, logoOf } from "@/db/settings/get";
import { groupGrantStatus, shownStatus } from "./rules";
import { invitationEnd, invitationStatus } from "./table";
import type { EndReason } from "./types";

const offeredGroup = z.object({ name: z.string(), grantStatus: z.enum(["given", "gone", "too-powerful"]) });
export type OfferedGroup = Readonly<z.infer<typeof offeredGroup>>;

/** What the page of an invitation shows. */
const offerRow = z.object({
  organization: z.object({
    id: z.string(),
    name: z.string(),
    handle: z.string(),
    /** Of the buttons; null for the default color. */
    color: z.string().nullable(),
  }),
  parent: z.object({ id: z.string(), name: z.string() }),
  inviterName: z.string().nullable(),
  invitee: z.object({ username: z.string(), name: z.string() }),
  groups: z.array(offeredGroup),
  /** In the inviter's words. */
  note: z.string().nullable(),
  expiresAt: z.coerce.date(),
  /** Null if the membership has no end date. */
  membershipEndsAt: z.coerce.date().nullable(),
  lifetimeHours: z.int(),
});

type OfferRow = z.infer<typeof offerRow>;
export type Offer = Readonly<Omit<OfferRow, "organization">> & {
  readonly organization: Readonly<OfferRow["organization"]> & { readonly logo: Logo | null };
};

/** What a link leads to for the viewer. `own` is true if the viewer is signed in as the invitee. */
export type LinkState =
  | { state: "unknown" }
  | { state: "accepted" | "declined" | "expired" | "inactive"; offer: Offer; own: boolean }
  | { state: "deleted"; offer: Offer; reason: EndReason; own: boolean }
  | { state: "signed-out" | "ready"; offer: Offer }
  | { state: "other-account"; offer: Offer; signedInAs: string };

/**
 * Reads what a link leads to, without changing anything.
 * @param call.link from the URL: hostile input. A malformed link is as unknown as one that never existed
 */
export async function findInvitationByLink(call: {
  db: Database;
  session: Session | null;
  link: unknown;
  now: Date;
}): Promise<LinkState> {
  const hash = parseLink(call.link);
  if (!hash) return { state: "unknown" };
  const [row] = await call.db.execute<LogoRow>(selectByLink(hash, call.session));
  if (!row) return { state: "unknown" };
  const { organization, ...offer } = offerRow.parse(row);
  return stateOf(
    { ...offer, organization: { ...organization, logo: logoOf(row) } },
    stateRow.parse(row),
    call.now,
  );
}

function selectByLink(hash: Buffer, session: Session | null): SQL {
  return sql`
    select
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle, 'color', o.color) as organization,
      ${logoColumns},
      json_build_object('id', parent.id, 'name', parent.name) as parent,
      inviter.name as "inviterName",
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
        from invitation_groups ig
        cross join lateral effective_permissions(i.inviter_id, o.id) as inviter_rights
        where ig.invitation_id = i.id
      ) as groups,
      i.note,
      to_json(i.expires_at) as "expiresAt",
      to_json(
        nullif(least(coalesce(i.membership_ends_at, 'infinity'), pm.ends), 'infinity')
      ) as "membershipEndsAt",
      i.lifetime_hours as "lifetimeHours",
      i.status,
      i.end_reason as "endReason",
      coalesce(${isCurrent(sql`pm`)}, false) as "isParentMember",
      ${isActive(sql`o.path`)} as "isActive",
      coalesce(viewer.id = i.user_id, false) as "isInvitee",
      viewer.username as "viewerUsername"
    from invitations i
    join organizations o on o.id = i.organization_id
    join organizations root on root.id = o.root_id
    ${logoJoin}
    join organizations parent on parent.id = i.parent_organization_id
    join users invitee on invitee.id = i.user_id
    left join memberships pm on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id
    left join users inviter on inviter.id = i.inviter_id
    left join users viewer on ${isValid(session, sql`viewer`)}
    where i.link_hash = decode(${hash.toString("hex")}, 'hex')`;
}

const stateRow = z.object({
  status: z.enum(invitationStatus.enumValues),
  endReason: z.enum(invitationEnd.enumValues).nullable(),
  isParentMember: z.boolean(),
  /** Whether the organization and its ancestors are active. */
  isActive: z.boolean(),
  isInvitee: z.boolean(),
  /** Null if nobody is signed in. */
  viewerUsername: z.string().nullable(),
});

function stateOf(offer: Offer, row: z.infer<typeof stateRow>, now: Date): LinkState {
  const own = row.isInvitee;
  const status = shownStatus({ status: row.status, expiresAt: offer.expiresAt }, now);
  if (status === "deleted") return { state: "deleted", offer, reason: row.endReason ?? "deleted", own };
  if (status === "accepted" || status === "declined") return { state: status, offer, own };
  if (!row.isParentMember) return { state: "deleted", offer, reason: "left-parent", own };
  if (!row.isActive) return { state: "inactive", offer, own };
  if (status === "expired") return { state: "expired", offer, own };
  if (row.viewerUsername === null) return { state: "signed-out", offer };
  return own ? { state: "ready", offer } : { state: "other-account", offer, signedInAs: row.viewerUsername };
}
