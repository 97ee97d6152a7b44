/** How often a page checks whether the database is back, in milliseconds. */
export const RETRY_MS = 5000;

/** Whether the server and its database are available. */
export async function isHealthy(): Promise<boolean> {
  try {
    return (await fetch("/api/health", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
