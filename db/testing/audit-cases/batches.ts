import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { cancelBatch } from "@/db/batches/cancel";
import { draftInvitations } from "@/db/batches/draft";
import { runBatch } from "@/db/batches/run";
import { startBatch } from "@/db/batches/start";
import { deleteMatching, sendMatchingAgain } from "@/db/batches/start-matching";
import type { RequestContext } from "@/db/request-context";
import { draftForm } from "@/db/testing/batches";
import { alex } from "./acting";
import type { AuditCases } from "./case";
import type { World } from "@/db/testing/scenario";

/** Of many invitations at once. */
export const BATCH_DEEDS: AuditCases = {
  draftInvitations: {
    tells: "batches.create",
    deed: async (world) => {
      const ctx = await alex(world);
      return () => draft(ctx);
    },
  },
  startBatch: {
    tells: "batches.start",
    deed: async (world) => {
      const ctx = await alex(world);
      const batchId = await draft(ctx);
      return () => startBatch({ ctx, input: { batchId } });
    },
  },
  sendMatchingAgain: {
    tells: "batches.start",
    deed: async (world) => {
      const call = await matching(world);
      return () => sendMatchingAgain(call);
    },
  },
  deleteMatching: {
    tells: "batches.start",
    deed: async (world) => {
      const call = await matching(world);
      return () => deleteMatching(call);
    },
  },
  cancelBatch: {
    tells: "batches.stop",
    deed: (world) => canceling(world),
    refused: "By the permission that its kind takes, as any command.",
  },
  runBatch: {
    tells: "invitations.create",
    rows: 2,
    deed: (world) => running(world),
    refused: async (world) => {
      const act = await running(world);
      await world.db.execute(sql`
        update organizations set disabled_at = now() where id = ${world.places.acme.id}`);
      return act;
    },
  },
};

async function running(world: World) {
  const ctx = await alex(world);
  const batchId = await draft(ctx);
  await startBatch({ ctx, input: { batchId } });
  return () => runBatch({ db: world.db, batchId });
}

async function canceling(world: World) {
  const ctx = await alex(world);
  const batchId = await draft(ctx);
  await startBatch({ ctx, input: { batchId } });
  return () => cancelBatch({ ctx, input: { batchId } });
}

function draft(ctx: RequestContext): Promise<string> {
  return draftInvitations({ ctx, input: draftForm({ usernames: "grace linus" }) });
}

async function matching(world: World) {
  await world.invite("alex", "acme", ["grace"]);
  const input = { filter: "all", search: "", requestId: randomUUID() } as const;
  return { ctx: await alex(world), input };
}
