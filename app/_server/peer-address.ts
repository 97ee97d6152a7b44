import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Appends the connection's own address to X-Forwarded-For, as a proxy would. Next fills that header only when it is
 * absent, so that otherwise anybody could claim any address.
 */
export function appendPeerAddress(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage }; // what Node documents for this channel
    const claimed = request.headers["x-forwarded-for"];
    const peer = request.socket.remoteAddress ?? "";
    request.headers["x-forwarded-for"] = claimed ? `${claimed}, ${peer}` : peer;
  });
}
