import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { getEnv } from "./env";
import { checkForwardedFor } from "./proxy-warnings";
import { logRequest } from "./request-log";
import { CLOSED_POLICY, securityHeaders } from "./security-headers";

/** Before Next reads a request: corrects the two things in which it believes anybody, sets headers of the response, and begins its log line. */
export function watchRequests(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as Started;
    setSecurityHeaders(response);
    logRequest(request, response);
    checkForwardedFor(request, getEnv().TRUSTED_PROXIES);
    appendPeerAddress(request);
    request.url = decodableUrl(request.url ?? "/");
  });
}

/** What Node documents for this channel. */
type Started = { readonly request: IncomingMessage; readonly response: ServerResponse };

/** Static files, the framework's redirects and its errors have no others; proxy.ts gives pages a policy of their own. */
function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value);
  response.setHeader("Content-Security-Policy", CLOSED_POLICY);
}

/** As a proxy would: Next writes X-Forwarded-For only when it is absent, so that anybody could claim any address. */
function appendPeerAddress({ headers, socket }: IncomingMessage): void {
  const claimed = headers["x-forwarded-for"];
  const peer = socket.remoteAddress ?? "";
  headers["x-forwarded-for"] = claimed ? `${claimed}, ${peer}` : peer;
}

/** Next answers 500 to a broken percent-encoding; as plain text it is an address like any other that leads nowhere. */
export function decodableUrl(url: string): string {
  try {
    decodeURIComponent(url);
    return url;
  } catch {
    return url.replaceAll("%", "%25");
  }
}
