import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type CurrentRequest, enterRequest } from "./current-request";
import { log } from "./log";
import { routeOf } from "./routes";

/** Gives a request its id, and writes its line when the response is done. Static files and probes only show at "debug". */
export function logRequest(message: IncomingMessage, response: ServerResponse): void {
  const request: CurrentRequest = { id: randomUUID(), began: performance.now() };
  enterRequest(request);
  response.setHeader("X-Request-Id", request.id);
  answerUnavailable(request, response);
  const { method = "" } = message;
  const route = routeOf(message.url ?? "/");
  response.once("close", () => {
    const { id, began, actorId, organizationId } = request;
    const ms = Math.round(performance.now() - began);
    const line = { requestId: id, method, route, status: response.statusCode, ms, actorId, organizationId };
    const isComplete = response.writableFinished;
    log[QUIET.test(route) ? "debug" : "info"](isComplete ? line : { ...line, aborted: true }, "Request");
  });
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
