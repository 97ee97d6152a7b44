/** The help articles, in the order of the list. */
export const HELP_TOPICS = ["parent-users", "permissions", "missing-emails"] as const;

export type HelpTopic = (typeof HELP_TOPICS)[number];

/** @param topic none for the list of all topics */
export function helpPath(topic?: HelpTopic): string {
  return topic ? `/help/${topic}` : "/help";
}
