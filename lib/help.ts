/** The help articles, in the order of the list. */
export const HELP_TOPICS = ["parent-users", "permissions", "missing-emails"] as const;

export type HelpTopic = (typeof HELP_TOPICS)[number];

/**
 * @param topic undefined for the list of all topics
 * @param from the page of a console, around which the help then has the console's frame
 */
export function helpPath(topic?: HelpTopic, from?: string | null): string {
  const path = topic ? `/help/${topic}` : "/help";
  return from && isConsolePath(from) ? `${path}?${new URLSearchParams({ from })}` : path;
}

function isConsolePath(path: string): boolean {
  return /^\/t\/[^/]+\/o\/[^/]+(\/|$)/.test(path);
}
