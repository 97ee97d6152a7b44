import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { draftInvitations } from "@/db/batches/draft";
import type { DraftInput } from "@/db/batches/input";
import { runBatch } from "@/db/batches/run";
import { startBatch } from "@/db/batches/start";
import type { Database } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { batches, batchRows } from "@/db/schema";
import type { Scenario } from "./scenario";
import { seedAccounts } from "./seed-accounts";

/** Users of the organization, `many-1` and so on. */
export async function seedMany(
  { db, organizations }: Scenario,
  organization: "meridian" | "acme",
  count: number,
) {
  await seedAccounts(db, organizations[organization].id, count);
  return Array.from({ length: count }, (_, at) => `many-${at + 1}`);
}

/** What the form sends when nothing is chosen but what is given. */
export function draftForm(form: Partial<DraftInput>): DraftInput {
  return {
    ...{
      way: "paste",
      usernames: "",
      file: new File([], ""),
      groupIds: [],
      lifetimeHours: null,
      note: null,
      endsOn: null,
    },
    ...{ requestId: randomUUID() },
    ...form,
  };
}

export function csvFile(text: string): Pick<DraftInput, "way" | "file"> {
  return { way: "file", file: new File([text], "users.csv") };
}

/** Drafts and starts. */
export async function startInviting(ctx: RequestContext, form: Partial<DraftInput>): Promise<string> {
  const batchId = await draftInvitations({ ctx, input: draftForm(form) });
  await startBatch({ ctx, input: { batchId } });
  return batchId;
}

/** As the worker does it, part after part. @returns how many parts there were */
export async function runToTheEnd(db: Database, batchId: string): Promise<number> {
  for (let parts = 0; ; parts++) {
    const [batch] = await db.select().from(batches).where(eq(batches.id, batchId));
    if (batch?.state !== "running") return parts;
    await runBatch({ db, batchId });
  }
}

export async function batchState(db: Database, batchId: string) {
  const [batch] = await db.select().from(batches).where(eq(batches.id, batchId));
  if (!batch) throw new Error("There is no such batch.");
  const rows = await db
    .select()
    .from(batchRows)
    .where(eq(batchRows.batchId, batchId))
    .orderBy(batchRows.position);
  return { ...batch, outcomes: rows.map(({ username, outcome }) => `${username}: ${outcome}`), rows };
}
