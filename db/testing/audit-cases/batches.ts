import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { cancelBatch } from "@/db/batches/cancel";
import { draftInvitations } from "@/db/batches/draft";
import { runBatch } from "@/db/batches/run";
import { startBatch } from "@/db/batches/start";
import { deleteMatching, sendMatchingAgain } from "@/db/batches/start-matching";
import type { RequestContext } from "@/db/request-context";
import { draftForm } from "@/db/testing/batches";
import type { Scenario } from "@/db/testing/scenario";
import { alex } from "./acting";
import type { AuditCases } from "./case";

/** Of many invitations at once. */
export const BATCH_AUDIT_CASES: AuditCases = {
  draftInvitations: {
    tells: "batches.create",
    deed: async (scenario) => {
      const ctx = await alex(scenario);
      return () => draft(ctx);
    },
  },
  startBatch: {
    tells: "batches.start",
    deed: async (scenario) => {
      const ctx = await alex(scenario);
      const batchId = await draft(ctx);
      return () => startBatch({ ctx, input: { batchId } });
    },
  },
  sendMatchingAgain: {
    tells: "batches.start",
    deed: async (scenario) => {
      const call = await matching(scenario);
      return () => sendMatchingAgain(call);
    },
  },
  deleteMatching: {
    tells: "batches.start",
    deed: async (scenario) => {
      const call = await matching(scenario);
      return () => deleteMatching(call);
    },
  },
  cancelBatch: {
    tells: "batches.stop",
    deed: (scenario) => canceling(scenario),
    refused: "By the permission that its kind takes, as any command.",
  },
  runBatch: {
    tells: "invitations.create",
    rows: 2,
    deed: (scenario) => running(scenario),
    refused: async (scenario) => {
      const act = await running(scenario);
      await scenario.db.execute(sql`
        update organizations set disabled_at = now() where id = ${scenario.organizations.acme.id}`);
      return act;
    },
  },
};

async function running(scenario: Scenario) {
  const ctx = await alex(scenario);
  const batchId = await draft(ctx);
  await startBatch({ ctx, input: { batchId } });
  return () => runBatch({ db: scenario.db, batchId });
}

async function canceling(scenario: Scenario) {
  const ctx = await alex(scenario);
  const batchId = await draft(ctx);
  await startBatch({ ctx, input: { batchId } });
  return () => cancelBatch({ ctx, input: { batchId } });
}

function draft(ctx: RequestContext): Promise<string> {
  return draftInvitations({ ctx, input: draftForm({ usernames: "grace linus" }) });
}

async function matching(scenario: Scenario) {
  await scenario.invite("alex", "acme", ["grace"]);
  const input = { filter: "all", search: "", requestId: randomUUID() } as const;
  return { ctx: await alex(scenario), input };
}
