import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { measurements } from "@/lib/measurements";
import { type CurrentRequest, enterRequest } from "./current-request";
import { log } from "./log";
import { actionOf, routeOf } from "./routes";

/** Gives a request its id, and writes its line when the response is done. Static files and probes only show at "debug". */
export function logRequest(message: IncomingMessage, response: ServerResponse): void {
  const { method = "", headers } = message;
  const route = routeOf(message.url ?? "/");
  const action = method === "POST" && !route.startsWith("/api/") ? calledAction(headers) : undefined;
  const request: CurrentRequest = { id: randomUUID(), began: performance.now(), ...(action && { action }) };
  enterRequest(request);
  response.setHeader("X-Request-Id", request.id);
  answerUnavailable(request, response);
  response.once("close", () => {
    const { id, began, actorId, organizationId } = request;
    const ms = performance.now() - began;
    const status = response.statusCode;
    const done = action && { action, outcome: request.outcome ?? outcomeOf(status) };
    measurements.request.publish({ route, method, status, ms });
    if (done) measurements.action.publish(done);
    const who = { actorId, organizationId };
    const line = { requestId: id, method, route, ...done, status, ms: Math.round(ms), ...who };
    const isComplete = response.writableFinished;
    log[QUIET.test(route) ? "debug" : "info"](isComplete ? line : { ...line, aborted: true }, "Request");
  });
}

/** Before a page's script has loaded, its forms don't say in the header which action they call. */
function calledAction(headers: IncomingHttpHeaders): string {
  const id = headers["next-action"];
  return typeof id === "string" ? actionOf(id) : "form";
}

/** Where the action itself said nothing: it did what it does, or wasn't reached. */
function outcomeOf(status: number): string {
  if (status < 400) return "done";
  if (status === 503) return "unavailable";
  return status < 500 ? "forbidden" : "unexpected";
}

const QUIET = /^\/(_next\/|icon\.svg$|api\/(health|metrics))/;

/** A page that finds no database fails as any other does; that it may be asked for again, only the status can say. */
function answerUnavailable(request: CurrentRequest, response: ServerResponse): void {
  const writeHead = response.writeHead;
  Object.assign(response, {
    writeHead(status: number, ...rest: unknown[]) {
      const slow = status === 500 && request.isUnavailable;
      if (slow && !response.headersSent) response.setHeader("Retry-After", "5");
      return Reflect.apply(writeHead, response, [slow ? 503 : status, ...rest]);
    },
  });
}
