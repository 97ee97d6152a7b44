import { sql } from "drizzle-orm";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { parseLink } from "@/db/link";
import { dateOf } from "@/db/lists/read-list";
import { isValid, type Session } from "@/db/sessions/session";
import { type Logo, type LogoRow, logoColumns, logoJoin, logoOf } from "@/db/settings/get";
import { groupGrantStatus } from "./group-grant-status";
import { type StoredStatus, shownStatus } from "./rules";
import type { EndReason } from "./types";

export type OfferedGroup = { readonly name: string; readonly fate: "given" | "gone" | "too-powerful" };

export type Offer = {
  readonly organization: {
    readonly id: string;
    readonly name: string;
    readonly handle: string;
    /** Of its buttons; null for Usher's own. */
    readonly color: string | null;
    readonly logo: Logo | null;
  };
  readonly parent: { readonly id: string; readonly name: string };
  readonly inviterName: string | null;
  readonly invitee: { readonly username: string; readonly name: string };
  readonly groups: readonly OfferedGroup[];
  /** The inviter's own words; null for none. */
  readonly note: string | null;
  readonly expiresAt: Date;
  /** When the membership would end; null for no end. */
  readonly membershipEnds: Date | null;
  readonly lifetimeHours: number;
};

/** What a link leads to, for whoever holds it. */
export type LinkState =
  | { state: "unknown" }
  | { state: "accepted" | "declined" | "expired" | "inactive"; offer: Offer; own: boolean }
  | { state: "deleted"; offer: Offer; reason: EndReason; own: boolean }
  | { state: "signed-out" | "ready"; offer: Offer }
  | { state: "other-account"; offer: Offer; signedInAs: string };

/**
 * Reads what a link leads to and changes nothing, however often it is opened.
 * @param call.link as it stands in the address, taken as hostile: what is malformed is as unknown as what never was
 */
export async function findInvitationByLink(call: {
  db: Database;
  session: Session | null;
  link: unknown;
  now: Date;
}): Promise<LinkState> {
  const hash = parseLink(call.link);
  if (!hash) return { state: "unknown" };
  const [row] = await call.db.execute<Row>(sql`
    select i.status, i.end_reason as reason, coalesce(${isCurrent(sql`pm`)}, false) as "ofParent",
      to_json(nullif(least(coalesce(i.membership_ends_at, 'infinity'), pm.ends), 'infinity')) #>> '{}' as "membershipEnds", to_json(i.expires_at) #>> '{}' as "expiresAt", i.lifetime_hours as "lifetimeHours", i.note,
      i.user_id as "userId", ${isActive(sql`o.path`)} as active, inviter.name as "inviterName",
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle, 'color', o.color) as organization, ${logoColumns},
      json_build_object('id', parent.id, 'name', parent.name) as parent,
      json_build_object('username', invitee.username, 'name', invitee.name) as invitee,
      (select coalesce(json_agg(json_build_object('name', ig.group_name, 'fate', ${groupGrantStatus(sql`mine`, sql`o.id`)})
          order by ig.group_name), '[]')
        from invitation_groups ig
        cross join lateral effective_permissions(i.inviter_id, o.id) as mine
        where ig.invitation_id = i.id) as groups,
      viewer.id as "viewerId", viewer.username as "viewerName"
    from invitations i
    join organizations o on o.id = i.organization_id
    join organizations root on root.id = o.root_id
    ${logoJoin}
    join organizations parent on parent.id = i.parent_organization_id
    join users invitee on invitee.id = i.user_id
    left join memberships pm on pm.organization_id = i.parent_organization_id and pm.user_id = i.user_id
    left join users inviter on inviter.id = i.inviter_id
    left join users viewer on ${isValid(call.session, sql`viewer`)}
    where i.link_hash = decode(${hash.toString("hex")}, 'hex')`);
  return row ? stateOf(row, call.now) : { state: "unknown" };
}

type Row = Omit<Offer, "expiresAt" | "membershipEnds" | "organization"> &
  LogoRow & {
    organization: Omit<Offer["organization"], "logo">;
    status: StoredStatus;
    reason: EndReason | null;
    expiresAt: string;
    membershipEnds: string | null;
    /** Whether the invitee is a user of the parent now. */
    ofParent: boolean;
    userId: string;
    active: boolean;
    viewerId: string | null;
    viewerName: string | null;
  };

function stateOf(row: Row, now: Date): LinkState {
  const { parent, inviterName, invitee, groups, note, lifetimeHours } = row;
  const organization = { ...row.organization, logo: logoOf(row) };
  const expiresAt = new Date(row.expiresAt);
  const membershipEnds = dateOf(row.membershipEnds);
  const offer: Offer = {
    organization,
    parent,
    inviterName,
    invitee,
    groups,
    note,
    lifetimeHours,
    expiresAt,
    membershipEnds,
  };
  const own = row.viewerId === row.userId;
  const status = shownStatus({ status: row.status, expiresAt }, now);
  if (status === "deleted") return { state: "deleted", offer, reason: row.reason ?? "deleted", own };
  if (status === "accepted" || status === "declined") return { state: status, offer, own };
  if (!row.ofParent) return { state: "deleted", offer, reason: "left-parent", own };
  if (!row.active) return { state: "inactive", offer, own };
  if (status === "expired") return { state: "expired", offer, own };
  if (row.viewerId === null) return { state: "signed-out", offer };
  if (!own) return { state: "other-account", offer, signedInAs: row.viewerName ?? "" };
  return { state: "ready", offer };
}
