/** The articles of the help, in the order in which they are listed. */
export const HELP_TOPICS = ["parent-users", "permissions", "missing-emails"] as const;

export type HelpTopic = (typeof HELP_TOPICS)[number];

/** @param topic none for the list of all topics */
export function helpPath(topic?: HelpTopic): string {
  return topic ? `/help/${topic}` : "/help";
}
