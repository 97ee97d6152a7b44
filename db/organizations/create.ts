import { sql } from "drizzle-orm";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { isActive } from "@/db/access/rights";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict } from "@/db/errors";
import { idForRequest } from "@/db/id-for-request";
import { consumeInviteLimits } from "@/db/invitations/invite-limits";
import { wasDeleted } from "@/db/organizations/deleted";
import type { NewOrganizationInput } from "@/db/organizations/input";
import { insertOrganization } from "@/db/organizations/insert";
import { insertFirstAdministrator } from "@/db/organizations/insert-first-administrator";
import { inviteFirstAdministrator, NotInvited } from "@/db/organizations/invite-first-administrator";
import type { OrganizationRef, RequestContext } from "@/db/request-context";
import { settleUsernameLookup, takeUsernameLookup } from "@/db/users/taken-usernames";
import { ALL_PERMISSIONS } from "@/lib/permissions";
import { DEFAULT_SETTINGS } from "@/lib/settings";
import { normalizeUsername } from "@/lib/usernames";

/**
 * Creates an organization below this one with its first administrator: a user of this organization, who is invited, or
 * somebody new, whose account the new organization manages and who gets a mail to set a password. All of it or nothing.
 * Repeating a request (all of it the same) creates once and answers the same.
 * @returns the new organization
 * @throws Invalid at the field that stands against it; Conflict beyond a depth of 8, at an inactive organization, and
 * for a request whose organization has been deleted since; Forbidden for whom may not work below as an administrator,
 * since such rights are handed out; Limited
 */
export const createOrganization = defineCommand<NewOrganizationInput, OrganizationRef, void>(
  {
    permission: "organizations.create",
    also: ["organizations.enter"],
    before: async ({ ctx, input }) => {
      const invitee = inviteeOf(input);
      if (invitee === null) await takeUsernameLookup(ctx);
      else await consumeInviteLimits(childContext(ctx, input), ctx.organization.id, [invitee]);
    },
    after: async ({ ctx, input, ended }) => {
      if (inviteeOf(input) === null) await settleUsernameLookup(ctx, "organizations.create", ended);
      else if ("error" in ended) await recordNotInvited(ctx, input, ended.error);
    },
  },
  ({ tx, ctx, input }) =>
    create(tx, { ctx, below: childContext(ctx, input), input, invitee: inviteeOf(input) }),
);

function inviteeOf(input: NewOrganizationInput): string | null {
  return input.first === "invite" ? normalizeUsername(input.invitee) : null;
}

type Creation = {
  readonly ctx: RequestContext;
  readonly below: RequestContext;
  readonly input: NewOrganizationInput;
  readonly invitee: string | null;
};

async function create(tx: Transaction, { ctx, below, input, invitee }: Creation): Promise<OrganizationRef> {
  const { id, name } = below.organization;
  await lockParents(tx, ctx);
  if (await exists(tx, id)) return { id, name };
  await requireNew(tx, ctx, id);
  const { administratorsId } = await insertOrganization(tx, { id, name, parentId: ctx.organization.id });
  await requireGrantableGroups(tx, below, [administratorsId]);
  if (invitee === null) await insertFirstAdministrator(tx, causeOf(below), administratorsId, input);
  else await inviteFirstAdministrator(tx, below, { ...input, invitee, groupIds: [administratorsId] });
  const event = {
    action: "organizations.create",
    subject: { id, name },
    details: { administrator: invitee ?? normalizeUsername(input.username) },
  } as const;
  await record(tx, causeOf(ctx), event);
  await record(tx, causeOf(below), event);
  return { id, name };
}

/** Who creates below, disables or deletes the same organization waits for the others. */
async function lockParents(tx: Transaction, { organization }: RequestContext): Promise<void> {
  const [active] = await tx.execute(sql`
    select from organizations o where o.id = ${organization.id} and o.disabled_at is null and ${isActive(sql`o.path`)} for no key update of o`);
  if (!active) throw new Conflict(`${organization.name} is inactive: nothing can be created below it.`);
}

async function exists(tx: Transaction, id: string): Promise<boolean> {
  const [found] = await tx.execute(sql`select from organizations where id = ${id}`);
  return found !== undefined;
}

/** Ids are not given twice: the audit of what is gone would be the new one's. */
async function requireNew(tx: Transaction, ctx: RequestContext, id: string): Promise<void> {
  if (await wasDeleted(tx, ctx, id)) {
    throw new Conflict(
      "This form has created an organization already, which has been deleted since. Open the form anew.",
    );
  }
}

/**
 * Records what was tried with a username, as every look-up is: the transaction has been rolled back. A name that nobody has
 * isn't kept, because people type passwords into the wrong field.
 */
async function recordNotInvited(
  ctx: RequestContext,
  input: NewOrganizationInput,
  error: unknown,
): Promise<void> {
  if (error instanceof NotInvited) {
    const details = {
      ...(error.outcome !== "not-a-user-of-parent" && { administrator: inviteeOf(input) }),
      reason: error.message,
    };
    const subject = { name: input.name };
    await ctx.db.transaction((tx) =>
      record(tx, causeOf(ctx), { action: "organizations.create", outcome: "refused", subject, details }),
    );
  }
}

/** The actor at work in the organization that they create: what `findContext` would say a moment later. */
function childContext(ctx: RequestContext, input: NewOrganizationInput): RequestContext {
  const here = ctx.organization;
  return {
    ...ctx,
    organization: {
      ...here,
      id: idForRequest(ctx, input),
      name: input.name,
      invitationLifetimeHours: DEFAULT_SETTINGS.lifetimeHours,
      parent: here,
      ancestors: [...here.ancestors, { id: here.id, name: here.name, enterable: true }],
    },
    permissions: ALL_PERMISSIONS,
    actingFrom: ctx.actingFrom ?? { id: here.id, name: here.name },
  };
}
