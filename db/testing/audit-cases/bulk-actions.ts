import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { cancelBulkAction } from "@/db/bulk-actions/cancel";
import { createDraft } from "@/db/bulk-actions/create-draft";
import { discardDraft } from "@/db/bulk-actions/discard-draft";
import { runBulkAction } from "@/db/bulk-actions/run";
import { startDraft } from "@/db/bulk-actions/start-draft";
import { deleteMatching, resendMatching } from "@/db/bulk-actions/start-matching";
import type { RequestContext } from "@/db/request-context";
import { draftForm } from "@/db/testing/bulk-actions";
import type { Scenario } from "@/db/testing/scenario";
import { alex } from "./acting";
import type { AuditCases } from "./case";

export const BULK_ACTION_AUDIT_CASES: AuditCases = {
  createDraft: {
    command: createDraft,
    action: "bulk-actions.create",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      return () => draft(ctx);
    },
  },
  discardDraft: {
    command: discardDraft,
    action: "bulk-actions.discard",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      const bulkActionId = await draft(ctx);
      return () => discardDraft({ ctx, input: { bulkActionId } });
    },
  },
  startDraft: {
    command: startDraft,
    action: "bulk-actions.start",
    arrange: async (scenario) => {
      const ctx = await alex(scenario);
      const bulkActionId = await draft(ctx);
      return () => startDraft({ ctx, input: { bulkActionId } });
    },
  },
  resendMatching: {
    command: resendMatching,
    action: "bulk-actions.start",
    arrange: async (scenario) => {
      const call = await prepareMatching(scenario);
      return () => resendMatching(call);
    },
  },
  deleteMatching: {
    command: deleteMatching,
    action: "bulk-actions.start",
    arrange: async (scenario) => {
      const call = await prepareMatching(scenario);
      return () => deleteMatching(call);
    },
  },
  cancelBulkAction: {
    action: "bulk-actions.stop",
    arrange: (scenario) => prepareCancel(scenario),
    refused: "It needs the permission of its kind, which is recorded like any command's.",
  },
  runBulkAction: {
    action: "invitations.create",
    events: 2,
    arrange: (scenario) => prepareRun(scenario),
    refused: async (scenario) => {
      const act = await prepareRun(scenario);
      await scenario.db.execute(sql`
        update organizations set disabled_at = now() where id = ${scenario.organizations.acme.id}`);
      return act;
    },
  },
};

async function prepareRun(scenario: Scenario) {
  const ctx = await alex(scenario);
  const bulkActionId = await draft(ctx);
  await startDraft({ ctx, input: { bulkActionId } });
  return () => runBulkAction({ db: scenario.db, bulkActionId });
}

async function prepareCancel(scenario: Scenario) {
  const ctx = await alex(scenario);
  const bulkActionId = await draft(ctx);
  await startDraft({ ctx, input: { bulkActionId } });
  return () => cancelBulkAction({ ctx, input: { bulkActionId } });
}

function draft(ctx: RequestContext): Promise<string> {
  return createDraft({ ctx, input: draftForm({ usernames: "grace linus" }) });
}

async function prepareMatching(scenario: Scenario) {
  await scenario.invite("alex", "acme", ["grace"]);
  const input = { filter: "all", search: "", requestId: randomUUID() } as const;
  return { ctx: await alex(scenario), input };
}
