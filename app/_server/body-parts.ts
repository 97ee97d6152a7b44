import type { IncomingMessage } from "node:http";

/** A megabyte in parts of 256 bytes. Networks and proxies make larger ones. */
const MAX_PARTS = 4_096;

/**
 * Closes the connection of a request whose body arrives in too many parts, because Next and React take time for each, and a
 * chunk can have a single byte.
 */
export function limitBodyParts(request: IncomingMessage): void {
  let parts = 0;
  const push = request.push.bind(request);
  request.push = (part, encoding) => {
    if (part !== null) parts++;
    if (parts <= MAX_PARTS) return push(part, encoding);
    request.socket.destroy();
    return false;
  };
}
