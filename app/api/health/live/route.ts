export const dynamic = "force-dynamic";

/** The process answers. Asks nothing of the database: restarting wouldn't bring that back. */
export function GET(): Response {
  return Response.json({ status: "live" });
}
