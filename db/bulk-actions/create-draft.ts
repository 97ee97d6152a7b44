import { sql } from "drizzle-orm";
import { requireGrantableGroups } from "@/db/access/require-grantable";
import { causeOf, type Recorded, record, recordsNothing } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import { defineCommand } from "@/db/command";
import { WaitingLine } from "@/db/connection/waiting-line";
import { Conflict } from "@/db/errors";
import { type LookedUp, lookUpUsernames } from "@/db/invitations/look-up";
import { rejectionReason } from "@/db/invitations/rules";
import { toJson } from "@/db/json";
import { consume } from "@/db/limits/limits";
import { tryLock } from "@/db/lock";
import { endAfter } from "@/db/memberships/end-date";
import { idForRequest, type RequestContext, topLevelOrganizationOf } from "@/db/request-context";
import { bulkActions } from "@/db/schema";
import { uuids } from "@/db/uuid";
import { inSlices, type Steps } from "@/lib/slices";
import type { Problem } from "@/lib/username-list/entries";
import { countOutcomes } from "./bulk-action";
import { deleteSurplusDrafts } from "./delete-drafts";
import type { DraftInput } from "./input";
import {
  type Invitee,
  type InviteeList,
  inviteesOf,
  readInviteeList,
  withoutAddressesAfter,
} from "./invitees";
import type { BulkActionDetails, BulkActionOutcome } from "./types";

/**
 * Creates the draft of a bulk invite, with a preview of the outcome for each row. Nobody is invited before
 * `startDraft`. An identical request returns the same draft.
 * @returns the draft's id
 * @throws Invalid for a list that can't be read at all; Conflict at a root organization; Forbidden if the actor can't grant a
 * group that is chosen for all; Limited after too many drafts, or if too many usernames were unknown today; Unavailable while
 * 20 other long lists wait
 */
export const createDraft = defineCommand<DraftInput, string, Draft | Existing>(
  { permission: "invitations.create", before: prepareInTurn, writesLong: true },
  async ({ tx, ctx, prepared }) => {
    const recorded =
      "exists" in prepared
        ? recordsNothing("the same request has created it")
        : await insertDraft(tx, ctx, prepared);
    return recorded.returning(prepared.id);
  },
);

/** The draft that an earlier, identical request created. */
type Existing = { readonly id: string; readonly exists: true };

/**
 * Two long lists are read at once, so that many of them don't slow down everything else. Twenty others can wait, which is
 * more than one network can send at once.
 */
const reading = new WaitingLine(2, 20);
/** In bytes or characters. */
const LONG = 20_000;

async function prepareInTurn(call: { ctx: RequestContext; input: DraftInput }): Promise<Draft | Existing> {
  const { way, file, usernames } = call.input;
  if ((way === "file" ? file.size : usernames.length) < LONG) return await prepare(call);
  return await reading.run(() => prepare(call));
}

async function prepare({
  ctx,
  input,
}: {
  ctx: RequestContext;
  input: DraftInput;
}): Promise<Draft | Existing> {
  const { parent, name } = ctx.organization;
  if (!parent) throw new Conflict({ code: "root-has-no-parent", organization: name });
  // Counts a repeated request, too, because only reading the list shows that it is one.
  await consume(ctx.db, "previews", ctx.actor.id);
  const { lifetimeHours, note, requestId, groupIds } = input;
  const membershipEndsAt = endAfter(input.endsOn, ctx.organization.timeZone, new Date());
  const list = await readInviteeList(ctx, parent.id, input);
  const { source, unreadable } = list;
  const all = await inSlices(inviteesOf(list));
  const invitees = { all, source, unreadable };
  const id = idForRequest(ctx, { requestId, lifetimeHours, note, membershipEndsAt, invitees });
  if (await exists(ctx, id)) return { id, exists: true };
  const usernames = all.map(({ username }) => username);
  const found = await lookUpUsernames(ctx, parent.id, usernames, "usernames-previewed");
  const options = { id, lifetimeHours, note, membershipEndsAt, groupIds, source };
  const shown = found.last ? await inSlices(inviteesOf(withoutAddressesAfter(list, found.last))) : all;
  const rows = await inSlices(draftRowsOf(shown, unreadable, found));
  return { ...options, rows };
}

async function exists(ctx: RequestContext, id: string): Promise<boolean> {
  const [found] = await ctx.db.execute(sql`select from bulk_actions where id = ${id}`);
  return found !== undefined;
}

type Draft = Pick<DraftInput, "lifetimeHours" | "note" | "groupIds"> &
  Pick<InviteeList, "source"> & {
    readonly id: string;
    readonly membershipEndsAt: Date | null;
    readonly rows: readonly DraftRow[];
  };

type DraftRow = {
  readonly line: number;
  readonly username: string;
  readonly groupIds: readonly string[];
  readonly outcome: BulkActionOutcome;
  readonly details: BulkActionDetails;
};

/** In the order of the list. */
function* draftRowsOf(
  invitees: readonly Invitee[],
  unreadable: readonly Problem[],
  found: LookedUp,
): Steps<DraftRow[]> {
  const lookedUp = new Set(found.usernames);
  const rows: DraftRow[] = [];
  for (const invitee of invitees) {
    yield;
    const { line, username, groups } = invitee;
    rows.push({ line, username, groupIds: groups.ids, ...preview(invitee, found, lookedUp) });
  }
  for (const problem of unreadable) {
    yield;
    rows.push(unreadableRow(problem));
  }
  return rows.sort((one, other) => one.line - other.line);
}

function preview(
  { username, addresses, groups: { refusal } }: Invitee,
  { candidates }: LookedUp,
  lookedUp: ReadonlySet<string>,
): Pick<DraftRow, "outcome" | "details"> {
  if (!lookedUp.has(username)) return { outcome: "not-looked-up", details: {} };
  const candidate = candidates.get(username);
  const reason = candidate ? rejectionReason(candidate) : "not-a-user-of-parent";
  // The outcome is the only place that has the names of unknown groups, which the form shows again.
  const details = {
    ...(refusal && { groups: refusal.groups }),
    ...(addresses.length > 0 && { entered: addresses }),
  };
  return { outcome: reason ?? refusal?.outcome ?? "invited", details };
}

/** The longest username that is stored. */
const MAX_LENGTH = 64;

function unreadableRow(problem: Problem): DraftRow {
  const [entered = ""] = problem.entered;
  const username = [...entered.slice(0, 2 * MAX_LENGTH)].slice(0, MAX_LENGTH).join("");
  return { line: problem.line, username, groupIds: [], outcome: "unreadable", details: { problem } };
}

/** A draft with more rows and groups than this is large. */
const LARGE = 1_000;

function countStored({ rows }: Draft): number {
  return rows.reduce((count, { groupIds }) => count + 1 + groupIds.length, 0);
}

/**
 * A top-level organization, with all organizations below it, can store one large draft at a time. Others are refused instead
 * of waiting, so that it can't occupy all connections.
 * @throws Conflict
 */
async function requireTurn(tx: Transaction, ctx: RequestContext): Promise<void> {
  const isFree = await tryLock(tx, `draft:${topLevelOrganizationOf(ctx).id}`);
  if (!isFree) throw new Conflict({ code: "preview-in-progress" });
}

async function insertDraft(tx: Transaction, ctx: RequestContext, draft: Draft): Promise<Recorded> {
  const { id, lifetimeHours, note, membershipEndsAt, rows, source } = draft;
  const { organization, actor, address } = ctx;
  await requireGrantableGroups(tx, ctx, draft.groupIds);
  if (countStored(draft) > LARGE) await requireTurn(tx, ctx);
  const size = rows.length;
  const tally = countOutcomes(
    {},
    rows.map(({ outcome }) => outcome),
  );
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
      source,
    })
    .onConflictDoNothing({ target: bulkActions.id })
    .returning({ id: bulkActions.id });
  if (!inserted) return recordsNothing("the same request has created it");
  await insertRows(tx, ctx, draft);
  await deleteSurplusDrafts(tx, ctx);
  return await record(tx, causeOf(ctx), {
    action: "bulk-actions.create",
    subject: { id },
    details: { kind: "invite", size, unknown: tally["not-a-user-of-parent"] ?? 0 },
  });
}

/** How many rows are stored at once. Preparing a statement takes time, in which the process does nothing else. */
const STORED_AT_ONCE = 2_000;

async function insertRows(tx: Transaction, { organization }: RequestContext, draft: Draft): Promise<void> {
  const { id } = draft;
  for (let start = 0; start < draft.rows.length; start += STORED_AT_ONCE) {
    const rows = draft.rows.slice(start, start + STORED_AT_ONCE);
    await tx.execute(sql`
      insert into bulk_action_rows (organization_id, bulk_action_id, position, username, outcome, details)
      select ${organization.id}, ${id}, ${start}::int + position, username, outcome, details::jsonb
      from unnest(
        ${sql.param(rows.map(({ username }) => username))}::text[],
        ${sql.param(rows.map(({ outcome }) => outcome))}::bulk_action_outcome[],
        ${sql.param(rows.map(({ details }) => toJson(details)))}::text[]
      ) with ordinality as rows (username, outcome, details, position)`);
    // Most rows share one array of groups, so each array is sent once.
    const sets = [...new Set(rows.map(({ groupIds }) => groupIds))];
    const setNumbers = new Map(sets.map((ids, number) => [ids, number]));
    const chosen = sets.flatMap((ids, number) => ids.map((groupId) => ({ number, groupId })));
    if (chosen.length === 0) continue;
    await tx.execute(sql`
      insert into bulk_action_row_groups (organization_id, bulk_action_id, position, group_id, group_name)
      select ${organization.id}, ${id}, ${start}::int + position, g.id, g.name
      from unnest(${sql.param(rows.map(({ groupIds }) => setNumbers.get(groupIds)))}::int[])
        with ordinality as rows (number, position)
      join unnest(${sql.param(chosen.map(({ number }) => number))}::int[], ${uuids(chosen.map(({ groupId }) => groupId))})
        as chosen (number, group_id) using (number)
      join groups g on g.organization_id = ${organization.id} and g.id = chosen.group_id`);
  }
}
