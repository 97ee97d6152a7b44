import { sql } from "drizzle-orm";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { Conflict } from "@/db/errors";
import { idForRequest } from "@/db/id-for-request";
import { findCandidates } from "@/db/invitations/candidates";
import { consumeLookups } from "@/db/invitations/invite-limits";
import { rejectionReason } from "@/db/invitations/rules";
import { endOfDay } from "@/db/memberships/end-date";
import type { OrganizationRef, RequestContext } from "@/db/request-context";
import { bulkActions } from "@/db/schema";
import { uuids } from "@/db/uuid";
import { countOutcomes } from "./count-outcomes";
import { deleteSurplusDrafts } from "./delete-drafts";
import type { DraftInput } from "./input";
import { type Invitees, readInvitees } from "./invitees";
import type { BulkActionOutcome } from "./types";

/**
 * Creates the draft of a bulk invite, with a preview of the outcome for each username. Nobody is invited before
 * `startBulkAction`. An identical request returns the same draft.
 * @returns the draft's id
 * @throws Invalid with the problems of each line; Conflict at a root organization; Forbidden for a group that the actor
 * can't grant; Limited if too many usernames are unknown
 */
export const draftInvitations = defineCommand<DraftInput, string, Draft | Existing>(
  { permission: "invitations.create", before: prepare },
  async ({ tx, ctx, prepared }) => {
    if (!("exists" in prepared)) await insertDraft(tx, ctx, prepared);
    return prepared.id;
  },
);

/** The draft that an earlier, identical request created. */
type Existing = { readonly id: string; readonly exists: true };

async function prepare({
  ctx,
  input,
}: {
  ctx: RequestContext;
  input: DraftInput;
}): Promise<Draft | Existing> {
  const { parent, name } = ctx.organization;
  if (!parent) throw new Conflict(`${name} is a root organization: it has no parent to invite from.`);
  const { lifetimeHours, note, requestId } = input;
  const membershipEndsAt = endOfDay(input.endsOn, new Date());
  const invitees = await readInvitees(ctx, input);
  const id = idForRequest(ctx, { requestId, lifetimeHours, note, membershipEndsAt, invitees });
  if (await exists(ctx, id)) return { id, exists: true };
  await consumeLookups(ctx, parent.id, invitees.usernames);
  return { id, parent, lifetimeHours, note, membershipEndsAt, invitees };
}

async function exists(ctx: RequestContext, id: string): Promise<boolean> {
  const [found] = await ctx.db.execute(sql`select from bulk_actions where id = ${id}`);
  return found !== undefined;
}

type Draft = {
  readonly id: string;
  readonly parent: OrganizationRef;
  readonly lifetimeHours: number | null;
  readonly note: string | null;
  readonly membershipEndsAt: Date | null;
  readonly invitees: Invitees;
};

async function insertDraft(tx: Transaction, ctx: RequestContext, draft: Draft): Promise<void> {
  const { id, parent, lifetimeHours, note, membershipEndsAt, invitees } = draft;
  const { organization, actor, address } = ctx;
  await requireGrantableGroups(tx, ctx, [...new Set(invitees.groupIds.flat())]);
  const outcomes = await previewOutcomes(tx, ctx, parent.id, invitees.usernames);
  const size = invitees.usernames.length;
  const tally = countOutcomes({}, outcomes);
  const [inserted] = await tx
    .insert(bulkActions)
    .values({
      id,
      organizationId: organization.id,
      actorId: actor.id,
      address,
      kind: "invite",
      state: "draft",
      lifetimeHours,
      note,
      membershipEndsAt,
      size,
      tally,
    })
    .onConflictDoNothing({ target: bulkActions.id })
    .returning({ id: bulkActions.id });
  if (!inserted) return;
  await insertRows(tx, ctx, draft, outcomes);
  await deleteSurplusDrafts(tx, ctx);
  await record(tx, causeOf(ctx), {
    action: "bulk-actions.create",
    subject: { id },
    details: { kind: "invite", size, unknown: tally["not-a-user-of-parent"] ?? 0 },
  });
}

async function previewOutcomes(
  tx: Transaction,
  ctx: RequestContext,
  parentId: string,
  usernames: readonly string[],
): Promise<BulkActionOutcome[]> {
  const candidates = await findCandidates(tx, ctx, parentId, usernames);
  return usernames.map((username) => {
    const candidate = candidates.get(username);
    return candidate ? (rejectionReason(candidate) ?? "invited") : "not-a-user-of-parent";
  });
}

async function insertRows(
  tx: Transaction,
  { organization }: RequestContext,
  { id, invitees }: Draft,
  outcomes: readonly BulkActionOutcome[],
): Promise<void> {
  await tx.execute(sql`
    insert into bulk_action_rows (organization_id, bulk_action_id, position, username, outcome)
    select ${organization.id}, ${id}, position, username, outcome
    from unnest(${sql.param([...invitees.usernames])}::text[], ${sql.param([...outcomes])}::bulk_action_outcome[])
      with ordinality as rows (username, outcome, position)`);
  const chosen = invitees.groupIds.flatMap((ids, choice) => ids.map((groupId) => ({ choice, groupId })));
  await tx.execute(sql`
    insert into bulk_action_row_groups (organization_id, bulk_action_id, position, group_id, group_name)
    select ${organization.id}, ${id}, position, g.id, g.name
    from unnest(${sql.param([...invitees.choices])}::int[]) with ordinality as rows (choice, position)
    join unnest(${sql.param(chosen.map(({ choice }) => choice))}::int[], ${uuids(chosen.map(({ groupId }) => groupId))})
      as chosen (choice, group_id) using (choice)
    join groups g on g.organization_id = ${organization.id} and g.id = chosen.group_id`);
}
