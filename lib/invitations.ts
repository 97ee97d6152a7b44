export const NOTE_LENGTH = 500;
export const DECLINE_REASON_LENGTH = 300;

/** On a page that has the dialog to invite users, the address with this opens it. */
export const INVITE_HASH = "#invite";

/** The lifetimes of a link that forms offer, in hours. */
export const OFFERED_LIFETIMES = [1, 4, 12, 24, 48, 72, 168, 336, 720];

/**
 * Whether an invitation can be resent, changed and deleted. An expired one can, because its status in the database is still
 * pending.
 */
export function isOpenInvitation(status: string): boolean {
  return status === "pending" || status === "expired";
}
