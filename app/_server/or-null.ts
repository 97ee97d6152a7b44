import { isUnavailable } from "@/db/connection/unavailable";

/** How long a page waits for data that only changes its language or time zone, in milliseconds. */
const PATIENCE = 700;

/** The result of a query; null while the database is unreachable or slow, which the page's own queries report. */
export async function orNull<Found>(query: Promise<Found | null>): Promise<Found | null> {
  const found = query.catch((error) => {
    if (isUnavailable(error)) return null;
    throw error;
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE);
  });
  return await Promise.race([found, late]).finally(() => clearTimeout(timer));
}
