import type { IncomingMessage } from "node:http";
import { isLoopback } from "@/lib/loopback";
import { log } from "./log";
import { warnOperator } from "./warnings";

/** Anybody can send a request that looks as if a proxy were set up wrongly. */
const BY_REQUEST = { byRequest: true };

/**
 * Warns when TRUSTED_PROXIES doesn't match the proxies, because all users would share one IP address, and with it one limit
 * for signing in.
 * @param forwarded X-Forwarded-For as it arrived
 * @param trusted TRUSTED_PROXIES
 */
export function checkForwardedFor({ method, headers }: IncomingMessage, trusted: number): void {
  const forwarded = headers["x-forwarded-for"];
  if (trusted === 0 && forwarded) {
    warnOperator(
      "trusted-proxies",
      "A request came with X-Forwarded-For, but TRUSTED_PROXIES is 0. If Usher is behind a proxy, " +
        "all people share one limit for signing in: set TRUSTED_PROXIES to the number of proxies. " +
        "If it isn't, a client sent the header, which changes nothing.",
      BY_REQUEST,
    );
  }
  const count = forwarded?.toString().split(",").length ?? 0;
  if (count > 0 && count < trusted) {
    warnOperator(
      "too-many-proxies",
      `The addresses in X-Forwarded-For were ${count}, but TRUSTED_PROXIES is ${trusted}, so people can choose the address by ` +
        "which their sign-ins are limited. Set TRUSTED_PROXIES to the number of proxies that add to the header.",
      BY_REQUEST,
    );
  }
  // Health checks bypass the proxy; forms don't.
  if (trusted > 0 && !forwarded && method === "POST") {
    warnOperator(
      "forwarded-for",
      `A form came without X-Forwarded-For, but TRUSTED_PROXIES is ${trusted}, so all people share one limit for signing in. ` +
        "Let the proxy add the header, in nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
      BY_REQUEST,
    );
  }
}

/** Warns if people open Usher without encryption, other than on the machine where it runs. */
export function checkEncryption(base: string): void {
  if (base.startsWith("https:") || isLoopback(base)) return;
  log.warn(
    `BASE_URL is ${base}, so passwords, sessions and links travel without encryption, and browsers keep back what Usher needs ` +
      "to recognize its own forms. Put a proxy with TLS in front of Usher, and begin BASE_URL with https://.",
  );
}

/** A page without referrer sends its forms with `Origin: null`. Only Sec-Fetch-Site then shows which site they come from. */
function checkMissingOrigin(origin: "null" | null, site: string | null): void {
  if (site !== null && site !== "same-origin") return;
  warnOperator(
    "origin",
    `A form was refused because its Origin was ${origin ?? "missing"}, and its Sec-Fetch-Site ${site ?? "missing"}. ` +
      "Let the proxy in front of Usher pass on both headers. Browsers send Sec-Fetch-Site only over HTTPS. " +
      "If the form came from a program that isn't a browser, nothing is wrong.",
    BY_REQUEST,
  );
}

/** Warns when a form was refused because people use an address of Usher that isn't BASE_URL. */
export function checkOtherAddress(origin: string | null, host: string | null, base: string): void {
  if (!origin || origin === base || !URL.canParse(origin) || new URL(origin).host !== host) return;
  warnOperator(
    "base-url",
    `A form from ${origin} was refused because BASE_URL is ${base}. Let people open ${base}, or correct BASE_URL.`,
    BY_REQUEST,
  );
}

/**
 * Warns when a form was refused that may be our own, because a proxy replaced the Host header. If BASE_URL is wrong too, only
 * the browser knows whose form it was, and it says so only over HTTPS and on loopback.
 * @param host the host that the browser requested, as it arrived
 */
export function checkReplacedHost(headers: Headers, host: string | null, base: string | undefined): void {
  const [sent, site] = [headers.get("origin"), headers.get("sec-fetch-site")];
  if (sent === null || sent === "null") checkMissingOrigin(sent, site);
  if (!sent || !URL.canParse(sent) || !base || !URL.canParse(base)) return;
  const [{ origin }, own] = [new URL(sent), new URL(base)];
  const forwarded = headers.get("x-forwarded-host");
  // Next fills in a missing X-Forwarded-Host with the Host.
  const isForwarded = forwarded !== null && forwarded !== headers.get("host");
  const header = isForwarded ? "X-Forwarded-Host" : "Host";
  const hint = isForwarded ? LET_HOST_COUNT : PASS_ON_HOST;
  if (origin === own.origin && host !== own.host) {
    warnOperator(
      "host",
      `A form from ${origin} was refused because the proxy in front of Usher replaced the ${header} header. ${hint}`,
      BY_REQUEST,
    );
  }
  if (origin !== own.origin && (site === null || site === "same-origin")) {
    warnOperator(
      "host-and-base-url",
      `A form from ${origin} was refused because it arrived with the ${header} ${host}, and BASE_URL is ${own.origin}. ` +
        `If people open Usher at ${origin}, set BASE_URL to it. ${hint} ` +
        "If they don't, another site sent the form, which changed nothing.",
      BY_REQUEST,
    );
  }
}

const PASS_ON_HOST =
  "Let the proxy pass on the Host that the browser sent, in nginx: proxy_set_header Host $http_host; or put it into " +
  "X-Forwarded-Host.";
const LET_HOST_COUNT =
  "X-Forwarded-Host counts before Host: let the proxy set it to the Host that the browser sent, or remove it.";
