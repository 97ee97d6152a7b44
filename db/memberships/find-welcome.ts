import { sql } from "drizzle-orm";
import { z } from "zod";
import { isActive, isCurrent } from "@/db/access/rights";
import type { Database } from "@/db/client";
import { type Abilities, abilitiesOf } from "@/db/invitations/abilities";
import { rowsOf } from "@/db/rows";
import { isValid, type Session } from "@/db/sessions/session";
import { type Logo, logoColumn, logoJoin, logoRow } from "@/db/settings/get";
import { isUuid } from "@/db/uuid";

const welcomeRow = z.object({
  account: z.object({ username: z.string(), name: z.string() }),
  organization: z.object({
    id: z.string(),
    name: z.string(),
    handle: z.string(),
    color: z.string().nullable(),
    timeZone: z.string(),
  }),
  logo: logoRow,
  parentName: z.string(),
  /** Null if their account has been deleted. */
  inviterName: z.string().nullable(),
  groups: z.array(z.string()),
  /** Groups of the invitation that the new member didn't get, with the reason. */
  notGranted: z.record(z.string(), z.enum(["deleted", "too-powerful"])),
  isAdministrator: z.boolean(),
  permissions: z.array(z.string()),
  /** When the membership ends. */
  ends: z.coerce.date().nullable(),
});

type WelcomeRow = z.infer<typeof welcomeRow>;

/** What a new member has in the organization. */
export type Welcome = Readonly<
  Omit<WelcomeRow, "organization" | "logo" | "isAdministrator" | "permissions">
> & {
  readonly organization: Readonly<WelcomeRow["organization"]> & { readonly logo: Logo | null };
  readonly abilities: Abilities;
};

/**
 * Finds what the organization's welcome page shows to the session's account, which accepted an invitation into it.
 * @param call.organizationId from the URL: hostile input
 * @returns null for anybody who isn't a member by invitation, and in an inactive organization
 */
export async function findWelcome(call: {
  db: Database;
  session: Session;
  organizationId: string;
}): Promise<Welcome | null> {
  const { db, session, organizationId } = call;
  if (!isUuid(organizationId)) return null;
  const [row] = await rowsOf(db, welcomeRow)`
    select
      json_build_object('username', u.username, 'name', u.name) as account,
      json_build_object(
        'id', o.id,
        'name', o.name,
        'handle', root.handle,
        'color', o.color,
        'timeZone', o.time_zone
      ) as organization,
      ${logoColumn},
      parent.name as "parentName",
      inviter.name as "inviterName",
      array(
        select g.name
        from membership_groups mg
        join groups g on g.id = mg.group_id
        where mg.organization_id = m.organization_id and mg.user_id = m.user_id
        order by g.search, g.id
      ) as groups,
      coalesce(
        (
          select e.details -> 'notGranted'
          from audit_events e
          where e.organization_id = m.organization_id
            and e.subject_id = m.invitation_id
            and e.action = 'invitations.accept'
            and e.outcome = 'done'
        ),
        '{}'
      ) as "notGranted",
      rights.is_administrator as "isAdministrator",
      rights.permissions,
      to_json(nullif(m.ends, 'infinity')) as ends
    from memberships m
    join users u on u.id = m.user_id and ${isValid(session, sql`u`)}
    join organizations o on o.id = m.organization_id
    join organizations root on root.id = o.root_id
    join organizations parent on parent.id = m.parent_organization_id
    left join users inviter on inviter.id = m.invited_by_id
    ${logoJoin}
    cross join lateral effective_permissions(m.user_id, m.organization_id) as rights
    where m.organization_id = ${organizationId}
      and m.origin = 'invited'
      and ${isCurrent(sql`m`)}
      and ${isActive(sql`o.path`)}`;
  if (!row) return null;
  const { organization, logo, isAdministrator, permissions, ...welcome } = row;
  return {
    ...welcome,
    organization: { ...organization, logo },
    abilities: abilitiesOf({ isAdministrator, permissions }),
  };
}
