import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Rejection } from "./rejection";

/** Two, because a client may receive a response and send the next request before Node notices that the response was sent. */
const MAX_CONCURRENT = 2;

const TOO_MANY: Rejection = { status: 429, reason: { code: "pipelined" } };

const inProgress = new WeakMap<Socket, number>();

/**
 * Counts the current requests of a connection. Browsers and proxies send one at a time, but Node passes on all that arrive
 * together, and Next would process thousands at the same time.
 * @returns the rejection if there are too many
 */
export function limitPipelining({ socket }: IncomingMessage, response: ServerResponse): Rejection | null {
  const before = inProgress.get(socket) ?? 0;
  if (before >= MAX_CONCURRENT) return TOO_MANY;
  inProgress.set(socket, before + 1);
  response.once("close", () => inProgress.set(socket, (inProgress.get(socket) ?? 1) - 1));
  return null;
}
