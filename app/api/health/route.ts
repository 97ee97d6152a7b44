import { build } from "@/app/_server/build";
import { getDb } from "@/app/_server/database";
import { checkHealth, PATIENCE } from "@/app/_server/health";
import { bearsMetricsToken } from "@/app/_server/metrics-token";
import { workerState } from "@/app/_server/worker";
import { readQueue } from "@/db/health";

export const dynamic = "force-dynamic";

/** What runs here, and the state of the database and of this process's worker. The queue's numbers are for those with the metrics token. */
export async function GET(request: Request): Promise<Response> {
  const { status, database } = await checkHealth();
  const queue = bearsMetricsToken(request.headers.get("authorization"))
    ? { queue: await readQueue(getDb(), PATIENCE) }
    : {};
  return Response.json(
    { ...build, database, worker: workerState(), ...queue },
    { status: status === "unavailable" ? 503 : 200 },
  );
}
