import { checkHealth } from "@/app/_server/health";
import { bearsMetricsToken } from "@/app/_server/metrics-token";
import { operatorWarnings } from "@/app/_server/warnings";

export const dynamic = "force-dynamic";

/**
 * Whether requests can be served, and if not, what is wrong and what to do. Warnings tell how the installation is set up, so
 * only their number is shown without METRICS_TOKEN.
 */
export async function GET(request: Request): Promise<Response> {
  const { status, problem, advice } = await checkHealth();
  const sentences = operatorWarnings();
  const warnings = bearsMetricsToken(request.headers.get("authorization")) ? sentences : sentences.length;
  return Response.json(
    { status, ...(problem && { problem, advice }), ...(sentences.length > 0 && { warnings }) },
    { status: status === "unavailable" ? 503 : 200 },
  );
}
