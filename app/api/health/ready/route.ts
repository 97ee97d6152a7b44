import { checkHealth } from "@/app/_server/health";
import { operatorWarnings } from "@/app/_server/warnings";

export const dynamic = "force-dynamic";

/** Whether requests can be served, and if not, what is wrong and what to do. */
export async function GET(): Promise<Response> {
  const { status, problem, advice } = await checkHealth();
  const warnings = operatorWarnings();
  return Response.json(
    { status, ...(problem && { problem, advice }), ...(warnings.length > 0 && { warnings }) },
    { status: status === "unavailable" ? 503 : 200 },
  );
}
