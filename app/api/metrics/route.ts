import { getDb } from "@/app/_server/database";
import { getEnv } from "@/app/_server/env";
import { readMetrics } from "@/app/_server/metrics";
import { bearsMetricsToken } from "@/app/_server/metrics-token";

export const dynamic = "force-dynamic";

/** This process's metrics and those that all share, in Prometheus' format. Without METRICS_TOKEN there is no such page. */
export async function GET(request: Request): Promise<Response> {
  if (!getEnv().METRICS_TOKEN) return new Response("Not found", { status: 404 });
  if (!bearsMetricsToken(request.headers.get("authorization"))) {
    return new Response("Send METRICS_TOKEN as a bearer token.", {
      status: 401,
      headers: { "WWW-Authenticate": "Bearer" },
    });
  }
  const { text, contentType } = await readMetrics(getDb());
  return new Response(text, { headers: { "Content-Type": contentType, "Cache-Control": "no-store" } });
}
