/** How many are done in one transaction: so few that nobody who waits for one of them waits long. */
export const PART = 500;

/** How many can be invited in one bulk action; also what one may invite in a day. */
export const MAX_INVITED = 10_000;

/** How many groups a line of a file may name, and how many different ones the whole file. */
export const MAX_GROUPS = 100;

/** Characters of a line of a file: room for that many names of groups. */
export const LONGEST_LINE = 50_000;

/** How many invitations can be sent again or deleted in one bulk action. */
export const MAX_CHANGED = 100_000;

/** A little below what a whole form may hold (proxy.ts), so that it is this sentence that tells of it. */
export const UPLOAD_BYTES = 1_000_000;
export const TOO_LARGE = "This is larger than 1 MB. Divide it, and invite one part after the other.";
