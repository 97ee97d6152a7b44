const REMEMBERED = 6;

/** The organizations in which an account was at work in this browser, the last first: ids alone, no names. */
export function recentOrganizations(accountId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string").slice(0, REMEMBERED) : [];
  } catch {
    return []; // no storage, or not ours
  }
}

export function rememberOrganization(accountId: string, id: string): void {
  const others = recentOrganizations(accountId).filter((other) => other !== id);
  try {
    localStorage.setItem(keyOf(accountId), JSON.stringify([id, ...others].slice(0, REMEMBERED)));
  } catch {
    // A browser that keeps nothing leads one there all the same.
  }
}

function keyOf(accountId: string): string {
  return `usher.visited.${accountId}`;
}
