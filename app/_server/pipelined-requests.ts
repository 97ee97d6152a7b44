import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Refusal } from "./refused-requests";

/** A client may get the end of an answer, and send the next request, before Node notices that it has got it. */
const MOST = 2;

const TOO_MANY: Refusal = { status: 429, text: (t) => t("problems.pipelined") };

const underWay = new WeakMap<Socket, number>();

/**
 * Counts the requests under way on a connection. Browsers and proxies send one at a time, but Node hands over all that
 * arrive together, and Next would work on thousands at once.
 * @returns the refusal if too many are under way
 */
export function limitPipelining({ socket }: IncomingMessage, response: ServerResponse): Refusal | null {
  const before = underWay.get(socket) ?? 0;
  if (before >= MOST) return TOO_MANY;
  underWay.set(socket, before + 1);
  response.once("close", () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1));
  return null;
}
