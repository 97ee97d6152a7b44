/** The name of the cookie with the browser's time zone. */
export const TIME_ZONE_COOKIE = "time-zone";
