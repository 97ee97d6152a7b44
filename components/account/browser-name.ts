import Bowser from "bowser";

const LONGEST = 60;

/** "Chrome on Linux", from what a browser says of itself: anything, also a lie, also nothing. */
export function browserName(userAgent: string): string {
  if (!userAgent) return "Unknown browser";
  const { browser, os } = Bowser.parse(userAgent);
  const name = browser.name?.slice(0, LONGEST).trim() || "Unknown browser";
  return os.name ? `${name} on ${os.name.slice(0, LONGEST)}` : name;
}
