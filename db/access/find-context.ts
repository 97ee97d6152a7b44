import { type SQL, sql } from "drizzle-orm";
import { combineRights, type RightsAt } from "@/db/access/combine-rights";
import { rightsAlong } from "@/db/access/rights";
import type { Database, Transaction } from "@/db/client";
import { can, type OrganizationRef, type RequestContext } from "@/db/request-context";
import { isValid, type Session } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";

export type Access =
  | { state: "signed-out"; organization: OrganizationRef | null }
  | { state: "absent" }
  | { state: "inactive"; organization: OrganizationRef }
  | { state: "no-rights"; organization: OrganizationRef }
  | { state: "open"; ctx: RequestContext };

type Row = {
  me: {
    id: string;
    username: string;
    name: string;
    email: string | null;
    wantsResponseEmails: boolean;
    managedBy: OrganizationRef;
  } | null;
  organization: {
    id: string;
    name: string;
    rootId: string;
    handle: string;
    path: string[];
    hours: number;
    above: OrganizationRef[];
    inactive: boolean;
  } | null;
  rights: RightsAt[];
};

/**
 * Who someone is in an organization, in one round trip. `root` and `organizationId` come from the address and are
 * taken as hostile: an organization of another root, a malformed id and nothing at all are all "absent", and so is
 * an organization in which one has no business. "no-rights": a member, whose groups allow nothing.
 * @param session what the cookie says; not believed before the account is active and the session has not ended
 * @param address where the request comes from, for the audit
 */
export async function findContext(args: {
  db: Database;
  session: Session | null;
  root: string;
  organizationId: string;
  address: string;
}): Promise<Access> {
  const organizationId = isUuid(args.organizationId) ? args.organizationId : null;
  const { db, session, address } = args;
  return await readAccess(db, {
    ...{ db, session, address },
    me: isValid(session, sql`u`),
    here: sql`o.id = ${organizationId} and r.handle = ${args.root}`,
  });
}

/** The same for what somebody has started and which goes on without them: their account stands for them, no session. */
export async function findContextOf(args: {
  db: Database;
  actorId: string;
  organizationId: string;
  address: string;
}): Promise<Access> {
  const { db, address } = args;
  return await readAccess(db, {
    ...{ db, session: null, address },
    me: activeAccount(args.actorId),
    here: sql`o.id = ${args.organizationId}`,
  });
}

/**
 * The same for a context that was read before, as the database has it now: without what was revoked meanwhile, and with no
 * permission that the context didn't have.
 * @param tx a transaction that has locked the rights (`rightsLock`), or they could be revoked right after
 */
export async function findContextAgain(tx: Transaction, ctx: RequestContext): Promise<Access> {
  const { db, session, address, actor, organization } = ctx;
  const access = await readAccess(tx, {
    ...{ db, session, address },
    me: session ? isValid(session, sql`u`) : activeAccount(actor.id),
    here: sql`o.id = ${organization.id}`,
  });
  if (access.state !== "open") return access;
  const permissions = new Set([...access.ctx.permissions].filter((permission) => can(ctx, permission)));
  return { state: "open", ctx: { ...access.ctx, permissions } };
}

function activeAccount(id: string): SQL {
  return sql`u.id = ${id} and u.disabled_at is null`;
}

/** @param args.me a condition on users u; `here` one on organizations o and their root r */
async function readAccess(
  over: Database | Transaction,
  args: Pick<RequestContext, "db" | "session" | "address"> & { readonly me: SQL; readonly here: SQL },
): Promise<Access> {
  const { db, session, address } = args;
  const [row] = await over.execute<Row>(sql`
    with me as (
      select u.id, u.username, u.name, u.email, u.wants_response_emails as "wantsResponseEmails", json_build_object('id', o.id, 'name', o.name) as "managedBy"
      from users u join organizations o on o.id = u.managing_organization_id
      where ${args.me}
    ),
    here as (
      select o.id, o.name, o.root_id, r.handle, o.path, o.invitation_lifetime_hours
      from organizations o join organizations r on r.id = o.root_id
      where ${args.here}
    ),
    above as (
      select a.id, a.name, a.disabled_at, cardinality(a.path) as depth from here join organizations a on a.id = any(here.path)
    ),
    rights as (select rights.* from here cross join me cross join lateral (${rightsAlong(sql`me.id`, sql`here.path`)}) as rights)
    select
      (select row_to_json(me) from me) as me,
      (select json_build_object('id', id, 'name', name, 'rootId', root_id, 'handle', handle, 'path', path, 'hours', invitation_lifetime_hours,
        'above', (select json_agg(json_build_object('id', id, 'name', name) order by depth) from above),
        'inactive', exists (select from above where disabled_at is not null)) from here) as organization,
      (select coalesce(json_agg(rights), '[]') from rights) as rights`);
  if (!row) throw new Error("A select without from answers with one row.");
  const { me, organization, rights } = row;
  const place = organization && { id: organization.id, name: organization.name };
  if (!me) return { state: "signed-out", organization: organization?.inactive ? null : place };
  if (!organization || !place) return { state: "absent" };

  const here = combineRights(organization.path, rights);
  const member = rights.some((at) => at.organizationId === organization.id);
  if (here.permissions.size === 0 && !member) return { state: "absent" };
  if (organization.inactive) return { state: "inactive", organization: place };
  if (here.permissions.size === 0) return { state: "no-rights", organization: place };

  const ancestors = organization.above.slice(0, -1).map((ancestor, depth) => ({
    ...ancestor,
    enterable: combineRights(organization.path.slice(0, depth + 1), rights).permissions.size > 0,
  }));
  return {
    state: "open",
    ctx: {
      db,
      session,
      address,
      actor: me,
      organization: {
        id: organization.id,
        name: organization.name,
        rootId: organization.rootId,
        handle: organization.handle,
        invitationLifetimeHours: organization.hours,
        parent: organization.above.at(-2) ?? null,
        ancestors,
      },
      permissions: here.permissions,
      actingFrom: organization.above.find((ancestor) => ancestor.id === here.actingFromId) ?? null,
    },
  };
}
