import { headers } from "next/headers";
import { Forbidden } from "@/db/errors";
import { readAddress, UNKNOWN_ADDRESS } from "@/db/limits/network";
import { getEnv } from "./env";
import { log } from "./log";

/** Where the request comes from: the address that the last proxy which is not ours saw. */
export async function remoteAddress(): Promise<string> {
  const address = addressOf((await headers()).get("x-forwarded-for"), getEnv().TRUSTED_PROXIES);
  if (address === UNKNOWN_ADDRESS) warnOfUnknown();
  return address;
}

/** Once: such requests share their limits, so whoever runs Usher should know. */
function warnOfUnknown(): void {
  if (warned) return;
  warned = true;
  log.warn(
    "The address of a request can't be read. Check TRUSTED_PROXIES and what the proxies write into X-Forwarded-For.",
  );
}
let warned = false;

/**
 * @param forwarded X-Forwarded-For, whose last entry is the peer of this process (`appendPeerAddress` sees to it)
 * @param trusted how many proxies in front of us wrote entries that can be believed
 */
export function addressOf(forwarded: string | null, trusted: number): string {
  const entries = (forwarded ?? "").split(",");
  return readAddress(entries.at(-1 - trusted) ?? entries.at(0) ?? "");
}

/**
 * Forms are taken from this app's own pages only. Next compares Origin with Host, which a proxy may have changed;
 * this compares it with the configured address. A page without referrer, as one of a mail's link, posts `Origin: null`
 * before script has loaded; there the browser's own Sec-Fetch-Site must vouch for it.
 * @throws Forbidden
 */
export async function requireSameOrigin(): Promise<void> {
  const sent = await headers();
  const base = getEnv().BASE_URL;
  if (!isOwnOrigin(sent.get("origin"), sent.get("sec-fetch-site"), base)) {
    throw new Forbidden(`This form must be sent from ${base}. Open that address and try again.`);
  }
}

export function isOwnOrigin(origin: string | null, fetchSite: string | null, base: string): boolean {
  if (origin === "null") return fetchSite === "same-origin";
  return origin !== null && oneName(origin) === oneName(base);
}

/** On loopback, its names are one. */
function oneName(origin: string): string {
  return origin.replace(/^http:\/\/(127\.0\.0\.1|\[::1\])(?=:|$)/, "http://localhost");
}
