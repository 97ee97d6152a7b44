import { sql } from "drizzle-orm";
import { isActive } from "@/db/access/rights";
import type { Database } from "@/db/client";
import type { Actor, Place } from "@/db/context";
import { dateOf } from "@/db/lists/read-list";
import { holds, type Session } from "@/db/sessions/session";

export type MyOrganization = Place & {
  readonly handle: string;
  readonly origin: "managed" | "invited";
  readonly invitedBy: string | null;
  readonly joinedAt: Date;
  readonly active: boolean;
  /** Whether its console opens: a member whose groups allow nothing has nothing to see there. */
  readonly enterable: boolean;
  /** What ends with one's membership there. */
  readonly endsWithIt: { readonly organizations: readonly Place[]; readonly pendingInvitations: number };
};

export type MyInvitation = {
  readonly organizationName: string;
  readonly parentName: string;
  readonly inviterName: string | null;
  readonly expiresAt: Date | null;
};

export type MyPlace = {
  readonly actor: Actor;
  /** The one that manages the account first, the others by name. */
  readonly organizations: readonly MyOrganization[];
  readonly invitations: readonly MyInvitation[];
};

/**
 * Where the session's account belongs and into what it is invited. No link is here: that is in the mail alone.
 * @returns null for a session that has ended
 */
export async function findMyPlace(call: { db: Database; session: Session }): Promise<MyPlace | null> {
  const [row] = await call.db.execute<Row>(sql`
    select
      json_build_object('id', u.id, 'username', u.username, 'name', u.name, 'email', u.email, 'mailsAnswers', u.mails_answers,
        'managedBy', json_build_object('id', managing.id, 'name', managing.name)) as actor,
      (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'handle', root.handle, 'path', o.path, 'origin', m.origin,
          'invitedBy', inviter.name, 'joinedAt', m.joined_at, 'active', ${isActive(sql`o.path`)},
          'enterable', exists (
            select from membership_groups mg
            join group_roles gr on gr.organization_id = mg.organization_id and gr.group_id = mg.group_id
            join roles r on r.organization_id = gr.organization_id and r.id = gr.role_id
            where mg.user_id = u.id and mg.organization_id = any(o.path)
              and (r.is_administrator or (mg.organization_id = o.id and cardinality(r.permissions) > 0) or 'organizations.enter' = any(r.permissions)))
        ) order by m.origin, lower(o.name)), '[]')
        from memberships m
        join organizations o on o.id = m.organization_id
        join organizations root on root.id = o.root_id
        left join users inviter on inviter.id = m.invited_by_id
        where m.user_id = u.id) as organizations,
      (select coalesce(json_agg(json_build_object('path', o.path, 'organizationName', o.name, 'parentName', parent.name, 'inviterName', inviter.name,
          'expiresAt', i.expires_at) order by i.created_at desc), '[]')
        from invitations i
        join organizations o on o.id = i.organization_id
        join organizations parent on parent.id = i.parent_organization_id
        left join users inviter on inviter.id = i.inviter_id
        where i.user_id = u.id and i.status = 'pending' and i.expires_order > now() and ${isActive(sql`o.path`)}) as invitations
    from users u join organizations managing on managing.id = u.managing_organization_id
    where ${holds(call.session, sql`u`)}`);
  if (!row) return null;
  const below = {
    organizations: byAncestor(row.organizations),
    invitations: byAncestor(row.invitations),
  };
  return {
    actor: row.actor,
    organizations: row.organizations.map(({ path: _, ...mine }) => ({
      ...mine,
      joinedAt: dateOf(mine.joinedAt),
      endsWithIt: {
        organizations: below.organizations.get(mine.id)?.map(({ id, name }) => ({ id, name })) ?? [],
        pendingInvitations: below.invitations.get(mine.id)?.length ?? 0,
      },
    })),
    invitations: row.invitations.map(({ path: _, ...mine }) => ({
      ...mine,
      expiresAt: dateOf(mine.expiresAt),
    })),
  };
}

type InTree = { path: string[] };
type Row = {
  actor: Actor;
  organizations: (Omit<MyOrganization, "joinedAt" | "endsWithIt"> & InTree & { joinedAt: string })[];
  invitations: (Omit<MyInvitation, "expiresAt"> & InTree & { expiresAt: string | null })[];
};

/** What stands below each organization, by the organization's id. */
function byAncestor<Standing extends InTree>(all: readonly Standing[]): Map<string, Standing[]> {
  const below = new Map<string, Standing[]>();
  for (const one of all) {
    for (const id of one.path.slice(0, -1)) {
      const known = below.get(id);
      if (known) known.push(one);
      else below.set(id, [one]);
    }
  }
  return below;
}
