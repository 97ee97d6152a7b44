import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { combineRights, organizationPermissions, PERMISSION_COLUMNS } from "@/db/access/combine-rights";
import {
  accountRights,
  membershipRights,
  organizationRights,
  type RightsHolder,
  rightsLock,
} from "@/db/access/rights-lock";
import type { Database, Transaction } from "@/db/client";
import {
  actorRow,
  can,
  type OrganizationRef,
  organizationRef,
  type RequestContext,
} from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { isValid, type Session } from "@/db/sessions/session";
import { hasConfirmedAddress } from "@/db/users/confirmed-address";
import { isUuid } from "@/db/uuid";

/** What someone can do with an organization. */
export type Access =
  | { state: "signed-out"; organization: OrganizationRef | null }
  /** It doesn't exist, or they have nothing to do with it: both look the same to them. */
  | { state: "absent" }
  | { state: "inactive"; organization: OrganizationRef }
  /** They are a member, but their groups give them no permission. */
  | { state: "no-rights"; organization: OrganizationRef }
  | { state: "open"; ctx: RequestContext };

/**
 * Reads who sent a request, and what they can do in an organization, in one round trip.
 * @param args.session from the cookie; valid only if the session hasn't ended and the account is active
 * @param args.root the handle of the root organization, from the URL
 * @param args.organizationId from the URL. An organization of another root, a malformed id, and one that doesn't exist are
 * all "absent"
 * @param args.address the client's IP address, for the audit log
 */
export async function findContext(args: {
  db: Database;
  session: Session | null;
  root: string;
  organizationId: string;
  address: string;
}): Promise<Access> {
  const { db, session, root, address } = args;
  const organizationId = isUuid(args.organizationId) ? args.organizationId : null;
  return await readAccess(db, {
    base: { db, session, address },
    user: isValid(session, sql`u`),
    organization: sql`o.id = ${organizationId} and root.handle = ${root}`,
  });
}

/**
 * Whether what the actor of a context was allowed to do is still allowed, for a download that goes on for long.
 * @param isAllowed decides about a context
 */
export async function isStillAllowed(
  ctx: RequestContext,
  isAllowed: (ctx: RequestContext) => boolean,
): Promise<boolean> {
  const { db, session, address, organization } = ctx;
  const { handle: root, id: organizationId } = organization;
  const access = await findContext({ db, session, root, organizationId, address });
  return access.state === "open" && isAllowed(access.ctx);
}

/**
 * Like `findContext`, for work that continues after the user who started it has left, such as a bulk action. It has no
 * session, only that user's account.
 */
export async function findContextWithoutSession(args: {
  db: Database;
  actorId: string;
  organizationId: string;
  address: string;
}): Promise<Access> {
  const { db, actorId, organizationId, address } = args;
  return await readAccess(db, {
    base: { db, session: null, address },
    user: activeAccount(actorId),
    organization: sql`o.id = ${organizationId}`,
  });
}

/**
 * In milliseconds. Longer than other commands wait for a lock, so that nobody can keep their rights by sending commands all
 * the time.
 */
const REVOKING_WAITS = "15000";

/**
 * Locks the rights that a context relies on until the transaction ends: those of the actor's account, of each organization on
 * the path, and of the actor's membership in each of them. Then reads the context again, because they may have been revoked
 * since. Call it first in a transaction.
 * @param revoked what the transaction revokes
 * @returns what `findContext` returns now, without permissions that the context didn't have
 */
export async function recheckContext(
  tx: Transaction,
  ctx: RequestContext,
  revoked: readonly RightsHolder[] = [],
): Promise<Access> {
  const { db, session, address, actor, organization } = ctx;
  const path = [...organization.ancestors, organization];
  const relied = [
    accountRights(actor.id),
    ...path.flatMap(({ id }) => [organizationRights(id), membershipRights(id, actor.id)]),
  ];
  // Sent together with the statement that begins the transaction, which saves round trips. Each statement has its own
  // snapshot.
  const [, , access] = await Promise.all([
    revoked.length > 0 && tx.execute(sql`set local lock_timeout = ${sql.raw(REVOKING_WAITS)}`),
    tx.execute(rightsLock({ relied, revoked })),
    readAccess(tx, {
      base: { db, session, address },
      user: session ? isValid(session, sql`u`) : activeAccount(actor.id),
      organization: sql`o.id = ${organization.id}`,
    }),
  ]);
  if (access.state !== "open") return access;
  const permissions = new Set([...access.ctx.permissions].filter((permission) => can(ctx, permission)));
  return { state: "open", ctx: { ...access.ctx, permissions } };
}

function activeAccount(id: string): SQL {
  return sql`u.id = ${id} and u.disabled_at is null`;
}

type Question = {
  readonly base: Pick<RequestContext, "db" | "session" | "address">;
  /** A condition on users `u`. */
  readonly user: SQL;
  /** A condition on organizations `o` and their `root`. */
  readonly organization: SQL;
};

const accessRow = z.object({
  user: actorRow.nullable(),
  organization: organizationRef
    .extend({
      rootId: z.string(),
      handle: z.string(),
      path: z.array(z.string()),
      invitationLifetimeHours: z.number(),
      timeZone: z.string(),
      /** The organizations of the path, root first. */
      onPath: z.array(organizationRef),
      inactive: z.boolean(),
    })
    .nullable(),
  rights: z.array(organizationPermissions),
});

async function readAccess(executor: Database | Transaction, question: Question): Promise<Access> {
  const [row] = await rowsOf(executor, accessRow)`
    with account as (
      select
        u.id,
        u.username,
        u.name,
        u.email,
        ${hasConfirmedAddress(sql`u`)} as "hasConfirmedAddress",
        u.wants_response_emails as "wantsResponseEmails",
        json_build_object('id', o.id, 'name', o.name) as "managedBy"
      from users u
      join organizations o on o.id = u.managing_organization_id
      where ${question.user}
    ),
    requested as (
      select
        o.id,
        o.name,
        o.root_id as "rootId",
        root.handle,
        o.path,
        o.invitation_lifetime_hours as "invitationLifetimeHours",
        o.time_zone as "timeZone"
      from organizations o
      join organizations root on root.id = o.root_id
      where ${question.organization}
    ),
    on_path as (
      select o.id, o.name, o.disabled_at, cardinality(o.path) as depth
      from requested
      join organizations o on o.id = any(requested.path)
    ),
    organization as (
      select
        requested.*,
        (
          select json_agg(json_build_object('id', id, 'name', name) order by depth) from on_path
        ) as "onPath",
        exists (select from on_path where disabled_at is not null) as inactive
      from requested
    ),
    rights as (
      select ${PERMISSION_COLUMNS}
      from account
      cross join requested
      cross join lateral permissions_by_organization(account.id, requested.path)
    )
    select
      (select row_to_json(account) from account) as "user",
      (select row_to_json(organization) from organization) as organization,
      (select coalesce(json_agg(rights), '[]') from rights) as rights`;
  if (!row) throw new Error("The query always returns one row.");
  return accessOf(question.base, row);
}

function accessOf(base: Question["base"], { user, organization, rights }: z.infer<typeof accessRow>): Access {
  const ref = organization && { id: organization.id, name: organization.name };
  if (!user) return { state: "signed-out", organization: organization?.inactive ? null : ref };
  if (!organization || !ref) return { state: "absent" };

  const { path, onPath, inactive, ...facts } = organization;
  const { permissions, actingFromId } = combineRights(path, rights);
  const isMember = rights.some(({ organizationId }) => organizationId === organization.id);
  if (permissions.size === 0 && !isMember) return { state: "absent" };
  if (inactive) return { state: "inactive", organization: ref };
  if (permissions.size === 0) return { state: "no-rights", organization: ref };

  const ancestors = onPath.slice(0, -1).map((ancestor, depth) => ({
    ...ancestor,
    enterable: combineRights(path.slice(0, depth + 1), rights).permissions.size > 0,
  }));
  return {
    state: "open",
    ctx: {
      ...base,
      actor: user,
      organization: { ...facts, parent: onPath.at(-2) ?? null, ancestors },
      permissions,
      actingFrom: onPath.find(({ id }) => id === actingFromId) ?? null,
    },
  };
}
