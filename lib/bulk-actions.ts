/** Rows that a job changes in one transaction: few enough that nobody waits long for its locks. */
export const BATCH_SIZE = 500;

/** Groups that one transaction gives, for the same reason. A row can have 200. */
export const BATCH_ASSIGNMENTS = 10_000;

/** Invitations in one bulk invite. The daily limit of a user is the same number. */
export const MAX_INVITED = 10_000;

/** The most users that the invite dialog can invite. One transaction inserts them all, and others of the parent wait for it. */
export const MAX_INVITED_AT_ONCE = 1000;

/** Groups in one line of a file, and different groups in a whole file. */
export const MAX_GROUPS = 100;

/** Groups of all users of one bulk invite together, so that storing its draft takes a few seconds at most. */
export const MAX_ASSIGNMENTS = 100_000;

/** Columns of a file: more than any export of a directory has. */
export const MAX_COLUMNS = 200;

/** Characters in one line of a file, which leaves room for `MAX_GROUPS` names. */
export const MAX_LINE_LENGTH = 50_000;

/** Invitations in one bulk resend or bulk delete. */
export const MAX_CHANGED = 100_000;

/** Bytes. A little below the limit of the request body (proxy.ts), so that people read this message instead. */
export const UPLOAD_BYTES = 1_000_000;

/** How many rows have an outcome. */
export function countSettled(tally: Readonly<Partial<Record<string, number>>>): number {
  return Object.values(tally).reduce<number>((sum, count = 0) => sum + count, 0);
}
