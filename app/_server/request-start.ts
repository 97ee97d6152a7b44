import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/** Puts right, before Next reads them, the two things of a request in which it believes what anybody writes. */
export function watchRequests(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage }; // what Node documents for this channel
    appendPeerAddress(request);
    request.url = decodableUrl(request.url ?? "/");
  });
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
