/** Hours in each unit in which a link's lifetime is entered. */
export const UNITS = { hours: 1, days: 24 } as const;
export type Unit = keyof typeof UNITS;

export const LIFETIME_HOURS = { least: 1, most: 720 } as const;
export const SESSION_IDLE_HOURS = { least: 1, most: 168 } as const;
export const ORGANIZATION_NAME_LENGTH = 120;
export const SENDER_NAME_LENGTH = 64;

/** A little below what a whole form may hold (proxy.ts), so that it is this sentence that tells of it. */
export const LOGO_BYTES = 1_000_000;
export const LOGO_TOO_LARGE = "This file is larger than 1 MB. Make the image smaller, then try again.";

/** What an organization begins with. */
export const DEFAULTS = { lifetimeHours: 72, sessionIdleHours: 12, senderName: null, color: null } as const;
