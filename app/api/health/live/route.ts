export const dynamic = "force-dynamic";

/** Shows that the process responds. Doesn't check the database, because restarting the process wouldn't repair it. */
export function GET(): Response {
  return Response.json({ status: "live" });
}
