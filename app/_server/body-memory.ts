import type { IncomingMessage, ServerResponse } from "node:http";
import { siteOf } from "@/db/limits/network";
import { MAX_BYTES, MAX_PLAIN_BYTES, TOO_LONG } from "./body-length";
import type { Rejection } from "./rejection";
import { addressOf } from "./request";

/** How many bytes of bodies can be in memory: in the whole process, and from one network. */
export type BodyMemory = { readonly process: number; readonly network: number };

/** Next keeps each body in memory about twice. */
const BODY_MEMORY: BodyMemory = { process: 64 * 1_048_576, network: 16 * 1_048_576 };

/** The minimum that each chunk of a body counts on average, because a chunk of a single byte takes memory, too. */
const PART_BYTES = 1024;

/** The minimum that a body counts. */
const MIN_BYTES = 4 * PART_BYTES;

const OUT_OF_MEMORY: Rejection = {
  status: 503,
  reason: { code: "overloaded" },
  retryAfter: 60,
};

/**
 * Counts the bodies in memory, from the head of a request until its body has ended and its response is sent. Large
 * bodies can fill half of the memory, so that they can't keep small ones out.
 * @returns a function that counts the body of a request, or returns why it is rejected
 */
export function limitBodyMemory(limits: BodyMemory = BODY_MEMORY) {
  const networks = new Map<string, number>();
  let total = 0;

  return function countBody(
    request: IncomingMessage,
    response: ServerResponse,
    trustedProxies: number,
  ): Rejection | null {
    const { socket, headers } = request;
    const length = Number(headers["content-length"] ?? 0);
    const room = Math.max(length, MIN_BYTES);
    if (length === 0 && headers["transfer-encoding"] === undefined) return null;
    if (length > MAX_BYTES) return TOO_LONG;
    const network = siteOf(addressOf(String(headers["x-forwarded-for"]), trustedProxies));
    if (!fits(network, room, length > MAX_PLAIN_BYTES ? 0.5 : 1)) return OUT_OF_MEMORY;
    let taken = 0;
    take(room);

    let bytes = 0;
    let parts = 0;
    const push = request.push.bind(request);
    request.push = (part, encoding) => {
      if (part === null) {
        if (response.closed) giveBack();
        return push(part, encoding);
      }
      if (response.closed) return true; // Next would still keep the body
      bytes += part.length;
      parts++;
      const more = Math.max(bytes, parts * PART_BYTES) - taken;
      if (more > 0 && !fits(network, more, 1)) {
        socket.destroy();
        return false;
      }
      if (more > 0) take(more);
      return push(part, encoding);
    };
    response.once("close", () => request.complete && giveBack());
    socket.setMaxListeners(0); // many requests may wait on one connection
    socket.once("close", giveBack);
    return null;

    function take(more: number): void {
      taken += more;
      add(network, more);
    }

    function giveBack(): void {
      socket.off("close", giveBack);
      add(network, -taken);
      taken = 0;
    }
  };

  /** Large bodies of others don't keep a network from sending a small one. */
  function fits(network: string, bytes: number, share: number): boolean {
    const own = (networks.get(network) ?? 0) + bytes;
    if (own <= MAX_PLAIN_BYTES) return true;
    return own <= limits.network * share && total + bytes <= limits.process * share;
  }

  function add(network: string, bytes: number): void {
    total += bytes;
    const own = (networks.get(network) ?? 0) + bytes;
    if (own > 0) networks.set(network, own);
    else networks.delete(network);
  }
}
