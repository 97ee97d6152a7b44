/** Rows that a job changes in one transaction: few enough that nobody waits long for its locks. */
export const BATCH_SIZE = 500;

/** Invitations in one bulk invite. The daily limit of a user is the same number. */
export const MAX_INVITED = 10_000;

/** Groups in one line of a file, and different groups in a whole file. */
export const MAX_GROUPS = 100;

/** Characters in one line of a file, which leaves room for `MAX_GROUPS` names. */
export const MAX_LINE_LENGTH = 50_000;

/** Invitations in one bulk resend or bulk delete. */
export const MAX_CHANGED = 100_000;

/** Bytes. A little below the limit of the request body (proxy.ts), so that people read this message instead. */
export const UPLOAD_BYTES = 1_000_000;
export const UPLOAD_TOO_LARGE = "This is larger than 1 MB. Divide it, and invite one part after the other.";

/** How many rows have an outcome. */
export function countSettled(tally: Readonly<Partial<Record<string, number>>>): number {
  return Object.values(tally).reduce<number>((sum, count = 0) => sum + count, 0);
}
