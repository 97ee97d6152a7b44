const MAX_REMEMBERED = 6;

/** The ids of the organizations that an account visited in this browser, most recent first. */
export function recentOrganizations(accountId: string): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? "[]");
    return Array.isArray(stored)
      ? stored.filter((id) => typeof id === "string").slice(0, MAX_REMEMBERED)
      : [];
  } catch {
    return []; // no storage, or invalid JSON
  }
}

export function rememberOrganization(accountId: string, id: string): void {
  const others = recentOrganizations(accountId).filter((other) => other !== id);
  try {
    localStorage.setItem(keyOf(accountId), JSON.stringify([id, ...others].slice(0, MAX_REMEMBERED)));
  } catch {
    // Without storage, the switcher just shows no recent organizations.
  }
}

function keyOf(accountId: string): string {
  return `usher.visited.${accountId}`;
}
