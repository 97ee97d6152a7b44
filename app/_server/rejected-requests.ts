import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { browserLocale } from "./browser-locale";
import { REJECTION_TYPE, type Rejection, rejectionBody } from "./rejection";
import { LOCALE_COOKIE, readCookie } from "./request-cookies";

const rejections = new WeakMap<IncomingMessage, Rejection>();
const servers = new WeakSet<Server>();

/** Makes the server respond to a request with a rejection. Next doesn't see it and so doesn't read its body, which Node drops. */
export function reject(request: IncomingMessage, rejection: Rejection): void {
  rejections.set(request, rejection);
}

/** A request that isn't rejected so far. */
export type Entering = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Lets the server's listeners work on it. Resolves when they are done, also if the client has gone. */
  readonly work: () => Promise<unknown>;
  readonly reject: (rejection: Rejection) => void;
};

/** Lets work begin, now or later, or rejects it. */
type Enter = (entering: Entering) => void;

const immediately: Enter = ({ work }) => void work();

/** Handles rejected requests before the server's other listeners. */
export function respondToRejected(server: Server, enter: Enter = immediately): void {
  if (servers.has(server)) return;
  servers.add(server);
  const listeners = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const work = () =>
      Promise.allSettled(listeners.map((listener) => listener.call(server, request, response)));
    const rejection = rejections.get(request);
    if (rejection) respond(request, response, rejection);
    else enter({ request, response, work, reject: (reason) => respond(request, response, reason) });
  });
}

function respond({ headers }: IncomingMessage, response: ServerResponse, rejection: Rejection): void {
  const { status, retryAfter } = rejection;
  if (retryAfter) response.setHeader("Retry-After", retryAfter);
  const body = rejectionBody(rejection, headers["next-action"] !== undefined, () =>
    browserLocale({
      cookie: readCookie(headers.cookie, LOCALE_COOKIE),
      acceptLanguage: headers["accept-language"],
    }),
  );
  response.writeHead(status, { "Content-Type": REJECTION_TYPE }).end(body);
}
