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

/** Lets the server's listeners work on a request, now or later, or returns why they don't. */
type Enter = (request: IncomingMessage, response: ServerResponse, work: () => void) => Refusal | null;

const immediately: Enter = (_request, _response, work) => {
  work();
  return null;
};

/** Handles refused requests before the server's other listeners. */
export function respondToRefused(server: Server, enter: Enter = immediately): void {
  if (servers.has(server)) return;
  servers.add(server);
  const listeners = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const work = () => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    const refusal = refusals.get(request) ?? enter(request, response, work);
    if (refusal) respond(request, response, refusal);
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
