/** Whether Usher answers, and its database too. */
export async function isUsherThere(): Promise<boolean> {
  try {
    return (await fetch("/api/health", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
