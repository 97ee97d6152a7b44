import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { getEnv } from "./env";
import { checkForwardedFor } from "./proxy-warnings";
import { logRequest } from "./request-log";
import { CLOSED_POLICY, securityHeaders } from "./security-headers";

/**
 * Before Next reads a request: corrects what it believes of anybody, sets headers of the response, and begins its log line.
 */
export function watchRequests(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as Started;
    setSecurityHeaders(response);
    logRequest(request, response);
    checkForwardedFor(request, getEnv().TRUSTED_PROXIES);
    appendPeerAddress(request);
    request.url = readableUrl(request.url ?? "/");
  });
  if (process.env.NODE_ENV === "production") {
    subscribe("net.server.socket", (message) => {
      const { socket } = message as { readonly socket: object };
      if ("server" in socket && socket.server instanceof Server) refuseUpgrades(socket.server);
    });
  }
}

/** What Node documents for this channel. */
type Started = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

/** Static files, the framework's redirects and its errors have no others; proxy.ts gives pages a policy of their own. */
function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value);
  response.setHeader("Content-Security-Policy", CLOSED_POLICY);
}

/** Which requests have been here before, with all their headers: nobody outside this process knows it. */
const SEEN = randomUUID();
const SEEN_HEADER = "x-usher-seen";

/**
 * As a proxy would: Next writes X-Forwarded-For only when it is absent, so that anybody could claim any address. An action
 * that is sent to a page without it is sent on by Next to this same process, which is no proxy.
 */
function appendPeerAddress({ headers, socket }: IncomingMessage): void {
  if (headers[SEEN_HEADER] === SEEN) return;
  headers[SEEN_HEADER] = SEEN;
  const claimed = headers["x-forwarded-for"];
  const peer = socket.remoteAddress ?? "";
  headers["x-forwarded-for"] = claimed ? `${claimed}, ${peer}` : peer;
}

const servers = new WeakSet<Server>();

/** Nothing here speaks WebSocket, and Next leaves such a connection open for good. */
function refuseUpgrades(server: Server): void {
  if (servers.has(server)) return;
  servers.add(server);
  server.on("upgrade", (_request, socket) => socket.destroy());
}

/** More than any page asks for: Next's time grows with the square of their number. */
const MAX_PARAMETERS = 100;

/** The address as Next can read it: of this server, with few parameters, and no broken percent-encoding. */
export function readableUrl(url: string): string {
  const path = url.startsWith("/") ? url : pathOf(url);
  const query = path.indexOf("?");
  const isTooMany = path.slice(query).split("&", MAX_PARAMETERS + 1).length > MAX_PARAMETERS;
  return decodableUrl(query >= 0 && isTooMany ? path.slice(0, query) : path);
}

/** Of an absolute address, which only a proxy may be asked for. */
function pathOf(url: string): string {
  if (!URL.canParse(url)) return "/";
  const { pathname, search } = new URL(url);
  return pathname.startsWith("/") ? pathname + search : "/";
}

/** Next answers 500 to a broken percent-encoding; as plain text it is an address like any other that leads nowhere. */
function decodableUrl(url: string): string {
  try {
    decodeURIComponent(url);
    return url;
  } catch {
    return url.replaceAll("%", "%25");
  }
}
