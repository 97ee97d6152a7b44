import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { measurements } from "@/lib/measurements";
import { type CurrentRequest, enterRequest } from "./current-request";
import { log } from "./log";
import { actionOf, routeOf } from "./routes";

/** Gives a request its id, and logs it when the response ends; static files and probes at "debug". */
export function logRequest(message: IncomingMessage, response: ServerResponse): void {
  const { method = "", headers } = message;
  const route = routeOf(message.url ?? "/");
  const action = method === "POST" && !route.startsWith("/api/") ? calledAction(headers) : undefined;
  const isDecoded = action !== undefined || headers["next-router-state-tree"] !== undefined;
  const request: CurrentRequest = {
    id: randomUUID(),
    began: performance.now(),
    isDecoded,
    ...(action && { action }),
  };
  enterRequest(request);
  response.setHeader("X-Request-Id", request.id);
  const isDocument = headers.rsc === undefined && headers["next-action"] === undefined;
  setStatus(request, response, isDocument);
  response.once("close", () => {
    const { id, began, actorId, organizationId } = request;
    const ms = performance.now() - began;
    const status = request.status ?? response.statusCode;
    const done = action && { action, outcome: request.outcome ?? outcomeOf(status) };
    measurements.request.publish({ route, method, status, ms });
    if (done) measurements.action.publish(done);
    const who = { actorId, organizationId };
    const line = { requestId: id, method, route, ...done, status, ms: Math.round(ms), ...who };
    const isComplete = response.writableFinished;
    log[QUIET.test(route) ? "debug" : "info"](isComplete ? line : { ...line, aborted: true }, "Request");
  });
}

/** Forms that are sent before script has loaded don't name their action in the header. */
function calledAction(headers: IncomingHttpHeaders): string {
  const id = headers["next-action"];
  return typeof id === "string" ? actionOf(id) : "form";
}

/** For actions that didn't set an outcome themselves: they succeeded, or weren't reached. */
function outcomeOf(status: number): string {
  if (status < 400) return "done";
  if (status === 503) return "unavailable";
  return status < 500 ? "forbidden" : "unexpected";
}

const QUIET = /^\/(_next\/|icon\.svg$|api\/(health|metrics))/;

/**
 * Turns the 500 of a page that failed because the database is unreachable into 503, so that clients try again, that of a
 * request that Next can't decode into 400, and the 200 of a page that says "not found" into 404, but not for Next's script,
 * which would reload the page after a 404.
 */
function setStatus(request: CurrentRequest, response: ServerResponse, isDocument: boolean): void {
  const writeHead = response.writeHead;
  Object.assign(response, {
    writeHead(status: number, ...rest: unknown[]) {
      const slow = status === 500 && request.isUnavailable;
      if (slow && !response.headersSent) response.setHeader("Retry-After", "5");
      const malformed = status === 500 && request.isMalformed;
      const missing = status === 200 && request.isMissing && isDocument;
      const changed = slow ? 503 : malformed ? 400 : missing ? 404 : status;
      request.status = changed; // Next sets its own again later
      return Reflect.apply(writeHead, response, [changed, ...rest]);
    },
  });
}
