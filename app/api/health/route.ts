import { getDb } from "@/app/_server/database";
import { log } from "@/app/_server/log";
import { workerState } from "@/app/_server/worker";
import { readQueueState } from "@/db/queue/state";

export const dynamic = "force-dynamic";

const PATIENCE = 3000;

export async function GET(): Promise<Response> {
  try {
    const queue = await Promise.race([readQueueState(getDb()), tooLong()]);
    return Response.json({ database: "up", queue, worker: workerState() });
  } catch (error) {
    log.warn({ err: error }, "The database does not answer.");
    return Response.json({ database: "away", queue: null, worker: workerState() }, { status: 503 });
  }
}

function tooLong(): Promise<never> {
  return new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`No answer within ${PATIENCE} ms.`)), PATIENCE).unref(),
  );
}
