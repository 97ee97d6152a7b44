import { checkHealth } from "@/app/_server/health";

export const dynamic = "force-dynamic";

/** Whether requests can be served, and if not, what is wrong and what to do. */
export async function GET(): Promise<Response> {
  const { status, problem, advice } = await checkHealth();
  return Response.json(
    { status, ...(problem && { problem, advice }) },
    { status: status === "unavailable" ? 503 : 200 },
  );
}
