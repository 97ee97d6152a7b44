import Bowser from "bowser";

const MAX_LENGTH = 60;

/** "Chrome on Linux". The user agent can be anything, also empty or wrong. */
export function browserName(userAgent: string): string {
  if (!userAgent) return "Unknown browser";
  const { browser, os } = Bowser.parse(userAgent);
  const name = browser.name?.slice(0, MAX_LENGTH).trim() || "Unknown browser";
  return os.name ? `${name} on ${os.name.slice(0, MAX_LENGTH)}` : name;
}
