import { sql } from "drizzle-orm";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { isActive } from "@/db/access/rights";
import { causeOf, type Recorded, record, recordsNothing } from "@/db/audit/record";
import type { Database, Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict } from "@/db/errors";
import { costsOfInvitations } from "@/db/invitations/invite-limits";
import { lookUpUsernames } from "@/db/invitations/look-up";
import { type Cost, consumeAll, giveBackAll, giveBackWithin } from "@/db/limits/limits";
import { wasDeleted } from "@/db/organizations/find";
import {
  insertFirstAdministrator,
  inviteFirstAdministrator,
  NotInvited,
} from "@/db/organizations/first-administrator";
import type { NewOrganizationInput } from "@/db/organizations/input";
import { insertOrganization } from "@/db/organizations/insert";
import { idForRequest, type OrganizationRef, type RequestContext } from "@/db/request-context";
import { creationCosts } from "@/db/users/account-limits";
import { lookupCosts, settleUsernameLookup } from "@/db/users/taken-usernames";
import { ALL_PERMISSIONS } from "@/lib/permissions";
import { DEFAULT_SETTINGS } from "@/lib/settings";
import { normalizeUsername } from "@/lib/usernames";

/**
 * Creates a child organization with its first administrator: either a user of this organization, who is invited, or a new
 * account, which the new organization manages and which gets an email to set a password. An identical request again creates
 * nothing and returns the same organization.
 * @returns the new organization
 * @throws Invalid at the field that is wrong; Conflict beyond a depth of 8, at an inactive organization, and for a repeated
 * request whose organization has been deleted since; Forbidden if the actor couldn't be an administrator of the new
 * organization, and so can't make someone else one; Limited
 */
export const createOrganization = defineCommand<NewOrganizationInput, OrganizationRef, Taken>(
  {
    permission: "organizations.create",
    also: ["organizations.enter"],
    before: async ({ ctx, input }) => {
      const { organization } = childContext(ctx, input);
      if (await exists(ctx.db, organization.id)) return { costs: [], lookups: 0, at: new Date() };
      const invitee = inviteeOf(input);
      const costs = invitee === null ? creationCosts(ctx, input.email) : await costsOfInvitee(ctx, invitee);
      const lookups = invitee === null ? 1 : 0;
      await consumeAll(ctx.db, [...lookupCosts(ctx, lookups), ...costs]);
      return { costs, lookups, at: new Date() };
    },
    after: async ({ ctx, input, prepared, ended }) => {
      if ("error" in ended) await giveBackAll(ctx.db, prepared.costs);
      if (prepared.lookups > 0) await settleUsernameLookup(ctx, "organizations.create", ended);
      else if ("error" in ended) await recordNotInvited(ctx, input, ended.error);
    },
  },
  ({ tx, ctx, input, prepared: taken }) =>
    create(tx, { ctx, child: childContext(ctx, input), input, invitee: inviteeOf(input), taken }),
);

/** What creating the organization counts toward the limits. A repeated request doesn't count. */
type Taken = { readonly costs: readonly Cost[]; readonly lookups: number; readonly at: Date };

async function costsOfInvitee(ctx: RequestContext, invitee: string): Promise<Cost[]> {
  const { candidates } = await lookUpUsernames(ctx, ctx.organization.id, [invitee], "username-lookups");
  const candidate = candidates.get(invitee);
  return costsOfInvitations(ctx, candidate?.email && !candidate.disabled ? 1 : 0);
}

function inviteeOf(input: NewOrganizationInput): string | null {
  return input.first === "invite" ? normalizeUsername(input.invitee) : null;
}

type Creation = {
  readonly ctx: RequestContext;
  readonly child: RequestContext;
  readonly input: NewOrganizationInput;
  readonly invitee: string | null;
  readonly taken: Taken;
};

async function create(
  tx: Transaction,
  { ctx, child, input, invitee, taken }: Creation,
): Promise<Recorded<OrganizationRef>> {
  const { id, name } = child.organization;
  await lockParent(tx, ctx);
  if (await exists(tx, id)) {
    for (const [limit, key, points] of taken.costs)
      await giveBackWithin(tx, limit, key, { points, at: taken.at });
    return recordsNothing("the same request has created it").returning({ id, name });
  }
  await requireUnusedId(tx, ctx, id);
  const { administratorsGroupId } = await insertOrganization(tx, { id, name, parentId: ctx.organization.id });
  await requireGrantableGroups(tx, child, [administratorsGroupId]);
  if (invitee === null) await insertFirstAdministrator(tx, causeOf(child), administratorsGroupId, input);
  else await inviteFirstAdministrator(tx, child, { ...input, invitee, groupIds: [administratorsGroupId] });
  const event = {
    action: "organizations.create",
    subject: { id, name },
    details: { administrator: invitee ?? normalizeUsername(input.username) },
  } as const;
  await record(tx, causeOf(ctx), event);
  return (await record(tx, causeOf(child), event)).returning({ id, name });
}

/** Makes commands that create child organizations of this one, disable it or delete it wait for each other. */
async function lockParent(tx: Transaction, { organization }: RequestContext): Promise<void> {
  const [active] = await tx.execute(sql`
    select
    from organizations o
    where o.id = ${organization.id} and o.disabled_at is null and ${isActive(sql`o.path`)}
    for no key update of o`);
  if (!active)
    throw new Conflict({ code: "inactive-for", organization: organization.name, action: "create-child" });
}

async function exists(tx: Database | Transaction, id: string): Promise<boolean> {
  const [found] = await tx.execute(sql`select from organizations where id = ${id}`);
  return found !== undefined;
}

/** Ids are never used again, because a new organization would get the audit log of the old one. */
async function requireUnusedId(tx: Transaction, ctx: RequestContext, id: string): Promise<void> {
  if (await wasDeleted(tx, ctx, id)) {
    throw new Conflict({ code: "organization-created-before" });
  }
}

/**
 * Records a failed invitation after the rollback, because every lookup of a username is recorded. Leaves out a username that
 * doesn't exist, because people type passwords into the wrong field.
 */
async function recordNotInvited(
  ctx: RequestContext,
  input: NewOrganizationInput,
  error: unknown,
): Promise<void> {
  if (error instanceof NotInvited) {
    const { reason } = error;
    const exists = error.outcome !== "not-a-user-of-parent";
    const details = exists ? { administrator: inviteeOf(input), reason } : { reason };
    const subject = { name: input.name };
    await ctx.db.transaction((tx) =>
      record(tx, causeOf(ctx), { action: "organizations.create", outcome: "refused", subject, details }),
    );
  }
}

/** The actor's context in the organization that they create, as `findContext` will return it. */
function childContext(ctx: RequestContext, input: NewOrganizationInput): RequestContext {
  const parent = ctx.organization;
  return {
    ...ctx,
    organization: {
      ...parent,
      id: idForRequest(ctx, input),
      name: input.name,
      invitationLifetimeHours: DEFAULT_SETTINGS.lifetimeHours,
      parent,
      ancestors: [...parent.ancestors, { id: parent.id, name: parent.name, enterable: true }],
    },
    permissions: ALL_PERMISSIONS,
    actingFrom: ctx.actingFrom ?? { id: parent.id, name: parent.name },
  };
}
