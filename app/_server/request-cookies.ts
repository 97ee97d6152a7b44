import { THEME_COOKIE } from "@/lib/theme";
import { TIME_ZONE_COOKIE } from "@/lib/time-zone-cookie";

export const DEVICE_COOKIE = "usher.device";
export const LOCALE_COOKIE = "locale";

/**
 * Without next-auth's callback URL: nothing uses it until there is single sign-on, and a browser with an unreadable one couldn't
 * sign in.
 */
const AUTH_COOKIES = ["authjs.session-token", "authjs.csrf-token"];

const OWN_COOKIES: ReadonlySet<string> = new Set([
  THEME_COOKIE,
  TIME_ZONE_COOKIE,
  DEVICE_COOKIE,
  LOCALE_COOKIE,
  ...AUTH_COOKIES.flatMap((name) => [name, `__Secure-${name}`, `__Host-${name}`]),
]);

/**
 * A Cookie header with only this app's cookies, each once. Next copies all cookies in time that grows with the square of
 * their number, and a client can send thousands.
 */
export function ownCookies(header: string): string {
  const own = new Map<string, string>();
  for (const cookie of header.split(";")) {
    const name = cookie.slice(0, cookie.indexOf("=")).trim();
    if (OWN_COOKIES.has(name)) own.set(name, cookie.trim());
  }
  return [...own.values()].join("; ");
}

/** The value of one cookie of a header, as it was sent. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const cookies = header?.split(";").map((cookie) => cookie.trim()) ?? [];
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
}
