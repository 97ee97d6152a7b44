import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { acceptBeforeClosing } from "./accept-before-closing";
import { type BodyMemory, limitBodyMemory } from "./body-memory";
import { limitBodyParts } from "./body-parts";
import { getEnv } from "./env";
import { sendLocation } from "./location";
import { limitPipelining } from "./pipelined-requests";
import { checkForwardedFor } from "./proxy-warnings";
import { reject, respondToRejected } from "./rejected-requests";
import type { Rejection } from "./rejection";
import { ownCookies } from "./request-cookies";
import { logRequest } from "./request-log";
import { RequestLine, type RequestTurns } from "./request-turns";
import { CLOSED_POLICY, securityHeaders } from "./security-headers";

/** How long a request can take to arrive, in milliseconds. Node checks every 30 seconds. A megabyte needs 140 kbit/s. */
const REQUEST_TIMEOUT = 60_000;

/** How long nothing has to be sent or read until a connection is closed, in milliseconds. Pages wait at most 60 seconds. */
const IDLE_TIMEOUT = 120_000;

/** Node warns about more than ten listeners of a kind, which Next and this module together have. */
const MAX_LISTENERS = 20;

/** Tests use other values than the defaults. */
type Limits = {
  readonly bodyMemory?: BodyMemory;
  readonly requestTimeout?: number;
  readonly idleTimeout?: number;
  readonly turns?: RequestTurns;
};

/** Prepares each request before Next reads it: client IP, limits of its body, URL, response headers and log line. */
export function watchRequests({
  bodyMemory,
  requestTimeout = REQUEST_TIMEOUT,
  idleTimeout = IDLE_TIMEOUT,
  turns,
}: Limits = {}): void {
  const countBody = limitBodyMemory(bodyMemory);
  const line = new RequestLine(turns);
  globalThis.usherPreparesRequests = true;
  subscribe("http.server.request.start", (message) => {
    const { request, response, server } = message as Started;
    server.requestTimeout = requestTimeout;
    server.timeout = idleTimeout; // applies to connections from the next request on
    request.socket.setTimeout(idleTimeout);
    acceptBeforeClosing(server);
    response.setMaxListeners(MAX_LISTENERS);
    respondToRejected(server, (entering) => {
      if (forwarded.has(entering.request)) void entering.work();
      else void line.enter(entering, getEnv().TRUSTED_PROXIES);
    });
    setSecurityHeaders(response);
    logRequest(request, response);
    sendLocation(response);
    if (request.headers[SEEN_HEADER] !== SEEN) {
      removeOwnHeaders(request);
      request.headers[SEEN_HEADER] = SEEN;
      checkForwardedFor(request, getEnv().TRUSTED_PROXIES);
      appendPeerAddress(request);
      const rejection =
        rejectMethod(request) ??
        limitPipelining(request, response) ??
        countBody(request, response, getEnv().TRUSTED_PROXIES);
      if (rejection) reject(request, rejection);
    } else forwarded.add(request);
    limitBodyParts(request);
    keepShortHeaders(request);
    keepOwnCookies(request);
    keepShallowRouterState(request);
    delete request.headers.range; // Next responds with 500 to a range that it can't serve, and static files are small
    request.url = readableUrl(request.url ?? "/");
  });
  if (process.env.NODE_ENV === "production") {
    subscribe("net.server.socket", (message) => {
      const { socket } = message as { readonly socket: object };
      if ("server" in socket && socket.server instanceof Server) refuseUpgrades(socket.server);
    });
  }
}

/** The message of this channel, as Node documents it. */
type Started = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: Server;
};

/** For static files, redirects and errors of the framework. proxy.ts sets another policy for pages. */
function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value);
  response.setHeader("Content-Security-Policy", CLOSED_POLICY);
}

/**
 * Marks requests that have already passed through here: Next forwards some actions to this same process, which isn't a proxy.
 * Random, so that clients can't send it.
 */
const SEEN = randomUUID();
const SEEN_HEADER = "x-usher-seen";
/** They have a turn already. */
const forwarded = new WeakSet<IncomingMessage>();

/**
 * Appends the peer's address to X-Forwarded-For, as a proxy does. Next sets the header only when it is absent, so a client could
 * claim any address.
 */
function appendPeerAddress({ headers, socket }: IncomingMessage): void {
  const claimed = headers["x-forwarded-for"];
  const peer = socket.remoteAddress ?? "";
  headers["x-forwarded-for"] = claimed ? `${claimed}, ${peer}` : peer;
}

/** More than any browser or proxy sends in the headers that Next or this app reads. */
const MAX_HEADER = 2_000;
const MAX_USER_AGENT = 300;

/** Those have their own limits, or are read in time that grows with their length. */
const LONG_HEADERS: ReadonlySet<string> = new Set([
  "cookie",
  "next-action",
  "next-router-state-tree",
  "x-forwarded-for",
]);

/** Next searches the user agent with patterns whose time grows with the square of its length: 3 seconds for 15,000 characters. */
function keepShortHeaders({ headers }: IncomingMessage): void {
  if (headers["user-agent"]) headers["user-agent"] = headers["user-agent"].slice(0, MAX_USER_AGENT);
  for (const [name, value] of Object.entries(headers)) {
    if (!LONG_HEADERS.has(name) && (value?.length ?? 0) > MAX_HEADER) delete headers[name];
  }
}

function keepOwnCookies({ headers }: IncomingMessage): void {
  if (headers.cookie === undefined) return;
  const cookies = ownCookies(headers.cookie);
  if (cookies) headers.cookie = cookies;
  else delete headers.cookie;
}

/** More than any page has. Next's time to check the header grows faster than its depth. */
const MAX_BRACKETS = 200;

/** Without the header, Next responds with the whole page. */
function keepShallowRouterState({ headers }: IncomingMessage): void {
  const brackets = String(headers["next-router-state-tree"] ?? "").match(/[[{]|%5b|%7b/gi) ?? [];
  if (brackets.length > MAX_BRACKETS) delete headers["next-router-state-tree"];
}

const servers = new WeakSet<Server>();

/** Usher has no WebSockets, and Next would leave such a connection open forever. */
function refuseUpgrades(server: Server): void {
  if (servers.has(server)) return;
  servers.add(server);
  server.on("upgrade", (_request, socket) => socket.destroy());
}

/**
 * Next can't represent a TRACE request, and responds with 500. It would run actions also below its own files, which `proxy.ts`
 * doesn't see.
 */
function rejectMethod({ method, url = "/" }: IncomingMessage): Rejection | null {
  const isReading = method === "GET" || method === "HEAD";
  const isRejected = method === "TRACE" || (!isReading && FRAMEWORK_PATH.test(decodedPath(url)));
  return isRejected ? { status: 405, reason: { code: "method" } } : null;
}

const FRAMEWORK_PATH = /^[/\\]*_next(?:[/\\?]|$)/i;

function decodedPath(url: string): string {
  return decodeURIComponent(readableUrl(url));
}

/** `proxy.ts` sets these. */
function removeOwnHeaders({ headers }: IncomingMessage): void {
  for (const name of Object.keys(headers)) if (name.startsWith("x-usher-")) delete headers[name];
}

/** More than any page uses. Next's time grows with the square of their number. */
const MAX_PARAMETERS = 100;

/** The URL in a form that Next can read: a path, with few parameters and valid percent-encoding. */
export function readableUrl(url: string): string {
  const path = url.startsWith("/") ? url : pathOf(url);
  const query = path.indexOf("?");
  const isTooMany = path.slice(query).split("&", MAX_PARAMETERS + 1).length > MAX_PARAMETERS;
  return decodableUrl(query >= 0 && isTooMany ? path.slice(0, query) : path);
}

/** The path of an absolute URL, which only proxies should get. */
function pathOf(url: string): string {
  if (!URL.canParse(url)) return "/";
  const { pathname, search } = new URL(url);
  return pathname.startsWith("/") ? pathname + search : "/";
}

/** Next responds with 500 to invalid percent-encoding. Encoded once more, it leads to a page that isn't found. */
function decodableUrl(url: string): string {
  try {
    decodeURIComponent(url);
    return url;
  } catch {
    return url.replaceAll("%", "%25");
  }
}
