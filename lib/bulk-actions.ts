/** How many rows a job changes in one transaction: few enough that nobody waits long for its locks. */
export const BATCH_SIZE = 500;

/** How many groups one transaction gives, for the same reason. A row can have 200. */
export const BATCH_ASSIGNMENTS = 10_000;

/** The maximum of invitations in a bulk invite. The daily limit of a user is the same number. */
export const MAX_INVITED = 10_000;

/**
 * The maximum of users in the invite dialog. One transaction inserts them all, and others who invite from the same parent
 * wait for it.
 */
export const MAX_INVITED_AT_ONCE = 1000;

/** The maximum of groups in a line of a file, and of different groups in a file. */
export const MAX_GROUPS = 100;

/** The maximum of groups of all users of a bulk invite together, so that storing its draft takes at most a few seconds. */
export const MAX_ASSIGNMENTS = 100_000;

/** The maximum of columns in a file: more than any export of a directory has. */
export const MAX_COLUMNS = 200;

/** The maximum of characters in a line of a file, with room for `MAX_GROUPS` names. */
export const MAX_LINE_LENGTH = 50_000;

/** The maximum of invitations in a bulk resend or bulk delete. */
export const MAX_CHANGED = 100_000;

/** In bytes. A little below the limit of the request body (proxy.ts), so that people see the message about the file instead. */
export const UPLOAD_BYTES = 1_000_000;

/** The outcomes of a bulk invite that a retry wouldn't improve. */
export const NO_RETRY = ["invited", "already-a-user", "already-invited"] as const;

/** How many rows have an outcome. */
export function countSettled(tally: Readonly<Partial<Record<string, number>>>): number {
  return Object.values(tally).reduce<number>((sum, count = 0) => sum + count, 0);
}
