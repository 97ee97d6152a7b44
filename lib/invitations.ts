export const NOTE_LENGTH = 500;
export const DECLINE_REASON_LENGTH = 300;

/** The lifetimes of a link that forms offer, in hours. */
export const OFFERED_LIFETIMES = [1, 4, 12, 24, 48, 72, 168, 336, 720];
