import type { IncomingMessage } from "node:http";
import { warnOperator } from "./warnings";

/**
 * Warns when a proxy and TRUSTED_PROXIES don't agree: everybody would then share one address, and with it one limit for
 * signing in.
 * @param forwarded X-Forwarded-For as it came
 * @param trusted TRUSTED_PROXIES
 */
export function checkForwardedFor({ method, headers }: IncomingMessage, trusted: number): void {
  const forwarded = headers["x-forwarded-for"];
  if (trusted === 0 && forwarded) {
    warnOperator(
      "trusted-proxies",
      "A request came with X-Forwarded-For, but TRUSTED_PROXIES is 0. If Usher is behind a proxy, all people share one limit for " +
        "signing in: set TRUSTED_PROXIES to the number of proxies. If it isn't, a client sent the header, which changes nothing.",
    );
  }
  // Health checks come past the proxy; forms don't.
  if (trusted > 0 && !forwarded && method === "POST") {
    warnOperator(
      "forwarded-for",
      `A form came without X-Forwarded-For, but TRUSTED_PROXIES is ${trusted}, so all people share one limit for signing in. ` +
        "Let the proxy add the header, in nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
    );
  }
}

/**
 * Warns when a form of our own was refused because a proxy replaced the Host header.
 * @returns whether that is why
 */
export function checkReplacedHost(
  origin: string | null,
  host: string | null,
  base: string | undefined,
): boolean {
  if (!origin || !base || !URL.canParse(base)) return false;
  const { origin: own, host: ownHost } = new URL(base);
  if (origin !== own || host === ownHost) return false;
  warnOperator(
    "host",
    `A form from ${own} was refused because the proxy in front of Usher replaced the Host header. ` +
      "Let it pass on what the browser sent, in nginx: proxy_set_header Host $http_host; or put that into X-Forwarded-Host.",
  );
  return true;
}
