/** The lifetimes that a link may be given, in hours. */
export const LIFETIMES = [1, 4, 12, 24, 48, 72, 168, 336, 720];
