import { headers } from "next/headers";
import { Forbidden } from "@/db/errors";
import { readAddress, UNKNOWN_ADDRESS } from "@/db/limits/network";
import { noteRequest } from "./current-request";
import { getEnv } from "./env";
import { log } from "./log";
import { isOwnOrigin } from "./own-host";
import { checkOtherAddress } from "./proxy-warnings";

/** The client's address: the one that the first trusted proxy saw. */
export async function remoteAddress(): Promise<string> {
  const address = addressOf((await headers()).get("x-forwarded-for"), getEnv().TRUSTED_PROXIES);
  if (address === UNKNOWN_ADDRESS) warnOfUnknown();
  return address;
}

/** Logged once: such requests share their limits, so the operator should know. */
function warnOfUnknown(): void {
  if (warned) return;
  warned = true;
  log.warn(
    "The address of a request can't be read. Check TRUSTED_PROXIES and what the proxies write into X-Forwarded-For.",
  );
}
let warned = false;

/**
 * @param forwarded X-Forwarded-For, whose last entry is the peer of this process (`appendPeerAddress` adds it)
 * @param trusted the number of proxies in front of us whose entries can be trusted
 */
export function addressOf(forwarded: string | null, trusted: number): string {
  const entries = (forwarded ?? "").split(",");
  return readAddress(entries.at(-1 - trusted) ?? entries.at(0) ?? "");
}

/**
 * Accepts only forms of this app's own pages. Next compares Origin with Host, which a proxy may have changed, so this
 * compares it with BASE_URL. Pages without referrer, such as those of links, post `Origin: null` until script has loaded;
 * then the browser's Sec-Fetch-Site must confirm the origin. proxy.ts has refused other forms before, without an error.
 * @throws Forbidden
 */
export async function requireSameOrigin(): Promise<void> {
  noteRequest({ isReached: true });
  const sent = await headers();
  const base = getEnv().BASE_URL;
  const origin = sent.get("origin");
  if (!isOwnOrigin(origin, sent.get("sec-fetch-site"), base)) {
    checkOtherAddress(origin, sent.get("x-forwarded-host") ?? sent.get("host"), base);
    throw new Forbidden();
  }
}
