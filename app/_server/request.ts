import { headers } from "next/headers";
import { Forbidden } from "@/db/errors";
import { getEnv } from "./env";

/** Where the request comes from: the address that the last proxy which is not ours saw. */
export async function remoteAddress(): Promise<string> {
  return addressOf((await headers()).get("x-forwarded-for"), getEnv().TRUSTED_PROXIES);
}

/**
 * @param forwarded X-Forwarded-For, whose last entry is the peer of this process (`appendPeerAddress` sees to it)
 * @param trusted how many proxies in front of us wrote entries that can be believed
 */
export function addressOf(forwarded: string | null, trusted: number): string {
  const entries = (forwarded ?? "").split(",").map((entry) => entry.trim());
  return (entries.at(-1 - trusted) ?? entries.at(0) ?? "").replace(/^::ffff:/, "").slice(0, 64) || "unknown";
}

/**
 * Forms are taken from this app's own pages only. Next compares Origin with Host, which a proxy may have changed;
 * this compares it with the configured address. On loopback, its names are one.
 * @throws Forbidden
 */
export async function requireSameOrigin(): Promise<void> {
  const origin = (await headers()).get("origin");
  const base = getEnv().BASE_URL;
  if (origin === null || oneName(origin) !== oneName(base)) {
    throw new Forbidden(`This form must be sent from ${base}. Open that address and try again.`);
  }
}

function oneName(origin: string): string {
  return origin.replace(/^http:\/\/(127\.0\.0\.1|\[::1\])(?=:|$)/, "http://localhost");
}
