import type { Server } from "node:http";
import { eventLoopTurn } from "./event-loop-turn";

/** In milliseconds, in case new connections keep arriving. */
const MAX_TIME = 5_000;

const servers = new WeakSet<Server>();

/**
 * Makes a server accept the connections that wait in the system's queue before it closes. Otherwise they would be reset, and a
 * proxy doesn't send forms again. A busy process accepts one in each turn of its event loop, so hundreds may wait.
 */
export function acceptBeforeClosing(server: Server): void {
  if (servers.has(server)) return;
  servers.add(server);
  const close = server.close.bind(server);
  server.close = (callback) => {
    void untilNoneWaits(server).then(() => close(callback));
    return server;
  };
}

async function untilNoneWaits(server: Server): Promise<void> {
  const end = performance.now() + MAX_TIME;
  let hasAccepted = true;
  const note = () => {
    hasAccepted = true;
  };
  server.on("connection", note);
  while (hasAccepted && performance.now() < end) {
    hasAccepted = false;
    await eventLoopTurn();
    await eventLoopTurn();
  }
  server.off("connection", note);
}
