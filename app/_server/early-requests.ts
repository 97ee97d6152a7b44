import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";
import { reject, respondToRejected } from "./rejected-requests";
import type { Rejection } from "./rejection";

declare global {
  /** Global because app.js and Next's server are bundled apart. */
  var usherPreparesRequests: boolean | undefined;
}

const STARTING: Rejection = { status: 503, reason: { code: "starting" }, retryAfter: 1 };

/**
 * Rejects requests until Next has run instrumentation.ts, which happens only after it has started to listen. Earlier requests
 * wouldn't be limited or logged, and would have no client IP.
 */
export function rejectEarlyRequests(): void {
  subscribe("http.server.request.start", (message) => {
    if (globalThis.usherPreparesRequests) return;
    const { request, server } = message as { readonly request: IncomingMessage; readonly server: Server };
    respondToRejected(server);
    reject(request, STARTING);
  });
}
