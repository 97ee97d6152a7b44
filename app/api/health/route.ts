import { build } from "@/app/_server/build";
import { getDb } from "@/app/_server/database";
import { checkHealth, TIMEOUT } from "@/app/_server/health";
import { bearsMetricsToken } from "@/app/_server/metrics-token";
import { workerState } from "@/app/_server/worker";
import { readQueue } from "@/db/health";

export const dynamic = "force-dynamic";

/** The version, and the state of the database and the worker. Requests with the metrics token also get the queue's numbers. */
export async function GET(request: Request): Promise<Response> {
  const { status, database } = await checkHealth();
  const queue = bearsMetricsToken(request.headers.get("authorization"))
    ? { queue: await readQueue(getDb(), TIMEOUT) }
    : {};
  return Response.json(
    { ...build, database, worker: workerState(), ...queue },
    { status: status === "unavailable" ? 503 : 200 },
  );
}
