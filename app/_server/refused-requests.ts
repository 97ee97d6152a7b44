import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { PageLocale } from "@/i18n/locale";
import { type Translator, translatorFor } from "@/i18n/translator";
import { browserLocale } from "./browser-locale";

export type Refusal = {
  readonly status: number;
  readonly text: (t: Translator) => string;
  readonly retryAfter?: number;
};

const refusals = new WeakMap<IncomingMessage, Refusal>();
const servers = new WeakSet<Server>();

/** Makes the server respond to a request with a refusal. Next doesn't see it and so doesn't read its body, which Node drops. */
export function refuse(request: IncomingMessage, refusal: Refusal): void {
  refusals.set(request, refusal);
}

/** A request that isn't refused so far. */
export type Entering = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Lets the server's listeners work on it. Resolves when they are done, also if the client has gone. */
  readonly work: () => Promise<unknown>;
  readonly refuse: (refusal: Refusal) => void;
};

/** Lets work begin, now or later, or refuses it. */
type Enter = (entering: Entering) => void;

const immediately: Enter = ({ work }) => void work();

/** Handles refused requests before the server's other listeners. */
export function respondToRefused(server: Server, enter: Enter = immediately): void {
  if (servers.has(server)) return;
  servers.add(server);
  const listeners = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const work = () =>
      Promise.allSettled(listeners.map((listener) => listener.call(server, request, response)));
    const refusal = refusals.get(request);
    if (refusal) respond(request, response, refusal);
    else enter({ request, response, work, refuse: (reason) => respond(request, response, reason) });
  });
}

/** Cached, because a client can send many requests that are refused. */
const translators = new Map<PageLocale, Translator>();

function respond(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { status, text, retryAfter }: Refusal,
): void {
  if (retryAfter) response.setHeader("Retry-After", retryAfter);
  const locale = browserLocale({ acceptLanguage: headers["accept-language"] });
  const t = translators.get(locale) ?? translatorFor(locale);
  translators.set(locale, t);
  response.writeHead(status, { "Content-Type": "text/plain" }).end(text(t));
}
