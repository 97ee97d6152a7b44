import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { createDraft } from "@/db/bulk-actions/create-draft";
import type { DraftInput, MatchingInput } from "@/db/bulk-actions/input";
import { runBulkAction } from "@/db/bulk-actions/run";
import { startDraft } from "@/db/bulk-actions/start-draft";
import type { Database } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { bulkActionRows, bulkActions, groups, invitations } from "@/db/schema";
import type { Scenario } from "./scenario";
import { seedAccounts } from "./seed-accounts";

/** Creates users of the organization. @returns their usernames, `many-1` and so on */
export async function seedMany(
  { db, organizations }: Scenario,
  organization: "meridian" | "acme",
  count: number,
) {
  await seedAccounts(db, organizations[organization].id, count);
  return Array.from({ length: count }, (_, at) => `many-${at + 1}`);
}

/** The form data of a bulk invite, with the default for each field that isn't given. */
export function draftForm(form: Partial<DraftInput>): DraftInput {
  return {
    way: "paste",
    usernames: "",
    file: new File([], ""),
    groupIds: [],
    lifetimeHours: null,
    note: null,
    endsOn: null,
    requestId: randomUUID(),
    ...form,
  };
}

/** Creates a group of Acme Travel without roles. @returns its id */
export async function createNamedGroup({ db, organizations }: Scenario, name: string): Promise<string> {
  const [group] = await db
    .insert(groups)
    .values({ organizationId: organizations.acme.id, name })
    .returning({ id: groups.id });
  if (!group) throw new Error("The insert returned no row.");
  return group.id;
}

export function csvFile(text: string): Pick<DraftInput, "way" | "file"> {
  return { way: "file", file: new File([text], "users.csv") };
}

/** Creates a draft and starts it. */
export async function startInviting(ctx: RequestContext, form: Partial<DraftInput>): Promise<string> {
  const bulkActionId = await createDraft({ ctx, input: draftForm(form) });
  await startDraft({ ctx, input: { bulkActionId } });
  return bulkActionId;
}

/** Runs all batches of a bulk action, like the worker. @returns the number of batches */
export async function runToTheEnd(db: Database, bulkActionId: string): Promise<number> {
  for (let batches = 0; ; batches++) {
    const [bulkAction] = await db.select().from(bulkActions).where(eq(bulkActions.id, bulkActionId));
    if (bulkAction?.state !== "running") return batches;
    await runBulkAction({ db, bulkActionId });
  }
}

export async function bulkActionState(db: Database, bulkActionId: string) {
  const [bulkAction] = await db.select().from(bulkActions).where(eq(bulkActions.id, bulkActionId));
  if (!bulkAction) throw new Error("There is no such bulk action.");
  const rows = await db
    .select()
    .from(bulkActionRows)
    .where(eq(bulkActionRows.bulkActionId, bulkActionId))
    .orderBy(bulkActionRows.position);
  return { ...bulkAction, outcomes: rows.map(({ username, outcome }) => `${username}: ${outcome}`), rows };
}

/** What is sent for a bulk action on all invitations that match. */
export function matchingInput(input: Partial<MatchingInput> = {}): MatchingInput {
  return { filter: "all", search: "", requestId: randomUUID(), ...input };
}

/** Invites users of Meridian to Acme Travel directly, because inviting thousands takes too long. */
export async function insertInvitations(scenario: Scenario, count: number): Promise<void> {
  const names = await seedMany(scenario, "meridian", count);
  const { acme, meridian } = scenario.organizations;
  await scenario.db.execute(sql`
    insert into invitations
      (organization_id, parent_organization_id, root_id, user_id, username, name, search, lifetime_hours)
    select ${acme.id}, ${meridian.id}, ${meridian.id}, user_id, username, name, search, 72
    from memberships where organization_id = ${meridian.id} and username = any(${sql.param(names)}::text[])`);
}

/** The pending invitations of Acme Travel, by username. */
export async function pendingInvitations({ db, organizations }: Scenario) {
  return await db
    .select()
    .from(invitations)
    .where(sql`organization_id = ${organizations.acme.id} and status = 'pending'`)
    .orderBy(invitations.username);
}

/** The queued jobs of a task that are bulk actions, or emails of Acme's invitations. */
export async function bulkActionJobs({ db, organizations }: Scenario, task: string) {
  return await db.execute<{ priority: number; key: string }>(sql`
    select priority, key
    from graphile_worker.jobs
    where task_identifier = ${task}
      and (
        key like 'bulk_action:%'
        or key in (select 'invitation:' || id from invitations where organization_id = ${organizations.acme.id})
      )`);
}
