import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { requireGrantable } from "@/db/access/grantable";
import { isActive } from "@/db/access/rights";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import type { Context, Place } from "@/db/context";
import { Conflict, Invalid } from "@/db/errors";
import type { Outcome } from "@/db/invitations/rows";
import { takeInvitationLimits } from "@/db/invitations/take-limits";
import { writeInvitations } from "@/db/invitations/write";
import { insertFirstAdministrator } from "@/db/organizations/first-administrator";
import type { NewOrganizationInput } from "@/db/organizations/input";
import { insertOrganization } from "@/db/organizations/insert";
import { ALL_PERMISSIONS } from "@/db/permissions";
import { normalizeUsername } from "@/db/users/username";
import { verb } from "@/db/verb";

const LIFETIME_HOURS = 72;

/**
 * Creates an organization below this one with its first administrator: a user of this organization, who is invited, or
 * somebody new, whose account the new organization manages and who gets a mail to set a password. All of it or nothing.
 * Repeating a request (all of it the same) creates once and answers the same.
 * @returns the new organization
 * @throws Invalid at the field that stands against it; Conflict beyond a depth of 8 and at an inactive organization;
 * Forbidden for whom may not work below as an administrator, since such rights are handed out; Limited
 */
export const createOrganization = verb<NewOrganizationInput, Place>(
  "organizations.create",
  async ({ ctx, input }) => {
    const below = contextBelow(ctx, { id: idFor(ctx, input), name: input.name });
    const invitee = input.first === "invite" ? normalizeUsername(input.invitee) : null;
    if (invitee !== null) await takeInvitationLimits(below, ctx.organization.id, [invitee]);
    return await ctx.db
      .transaction((tx) => create(tx, { ctx, below, input, invitee }))
      .catch((error) => recordNotInvited(ctx, input, error));
  },
  ["organizations.enter"],
);

type Creation = {
  readonly ctx: Context;
  readonly below: Context;
  readonly input: NewOrganizationInput;
  readonly invitee: string | null;
};

async function create(tx: Transaction, { ctx, below, input, invitee }: Creation): Promise<Place> {
  const { id, name } = below.organization;
  await holdStill(tx, ctx);
  if (await exists(tx, id)) return { id, name };
  const { administratorsId } = await insertOrganization(tx, { id, name, parentId: ctx.organization.id });
  await requireGrantable(tx, below, [administratorsId]);
  if (invitee === null) await insertFirstAdministrator(tx, causeOf(below), administratorsId, input);
  else await inviteFirst(tx, below, { ...input, invitee, groupIds: [administratorsId] });
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
async function holdStill(tx: Transaction, { organization }: Context): Promise<void> {
  const [active] = await tx.execute(sql`
    select from organizations o where o.id = ${organization.id} and o.disabled_at is null and ${isActive(sql`o.path`)} for no key update of o`);
  if (!active) throw new Conflict(`${organization.name} is inactive: nothing can be created below it.`);
}

async function exists(tx: Transaction, id: string): Promise<boolean> {
  const [found] = await tx.execute(sql`select from organizations where id = ${id}`);
  return found !== undefined;
}

type Invitation = { readonly invitee: string; readonly groupIds: string[]; readonly requestId: string };

async function inviteFirst(
  tx: Transaction,
  below: Context,
  { invitee, groupIds, requestId }: Invitation,
): Promise<void> {
  const parent = below.organization.parent;
  if (!parent) throw new Error("An organization that is created below another has a parent.");
  const request = { usernames: [invitee], groupIds, requestId, parentId: parent.id };
  const [invited] = await writeInvitations(tx, below, request);
  if (invited && invited.outcome !== "invited") throw new NotInvited(WHY_NOT[invited.outcome](parent.name));
}

class NotInvited extends Invalid {
  constructor(message: string) {
    super(message, { invitee: message });
  }
}

const WHY_NOT: Record<Exclude<Outcome, "invited">, (parent: string) => string> = {
  "not-a-user-of-parent": (parent) => `There is no such user of ${parent}. Check the spelling.`,
  "no-email": () => "This user has no e-mail address, so no invitation can reach them.",
  "account-disabled": () => "The account of this user is disabled.",
  "already-a-user": () => "This user is a user of the new organization already.",
  "already-invited": () => "This user is invited already.",
};

/** What was tried with a username is recorded, as every look-up is; with the transaction it is gone. */
async function recordNotInvited(ctx: Context, input: NewOrganizationInput, error: unknown): Promise<never> {
  if (error instanceof NotInvited) {
    await record(ctx.db, causeOf(ctx), {
      action: "organizations.create",
      outcome: "refused",
      subject: { name: input.name },
      details: { administrator: input.invitee.slice(0, 200), because: error.message },
    });
  }
  throw error;
}

/** Of the request, all of it, so that it can stand for no other organization, nor be chosen by whoever asks. */
function idFor({ organization, actor }: Context, input: NewOrganizationInput): string {
  const hash = createHash("sha256").update(JSON.stringify([organization.id, actor.id, input]));
  const hex = hash.digest("hex");
  // RFC 9562: version 8 is made of whatever one likes, the variant is 8, 9, a or b.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** The actor at work in the organization that they create: what `findContext` would say a moment later. */
function contextBelow(ctx: Context, { id, name }: Place): Context {
  const here = ctx.organization;
  return {
    ...ctx,
    organization: {
      ...here,
      id,
      name,
      invitationLifetimeHours: LIFETIME_HOURS,
      parent: here,
      ancestors: [...here.ancestors, { id: here.id, name: here.name, enterable: true }],
    },
    permissions: ALL_PERMISSIONS,
    actingFrom: ctx.actingFrom ?? { id: here.id, name: here.name },
  };
}
