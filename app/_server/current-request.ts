import { AsyncLocalStorage } from "node:async_hooks";

/** A request under way: what its log line will say. */
export type CurrentRequest = {
  readonly id: string;
  readonly began: number;
  actorId?: string;
  organizationId?: string;
  /** The server action that it calls, and how it ended. */
  action?: string;
  outcome?: string;
  /** What its page failed with, and shows the request's id for. */
  error?: Error;
  /** It failed because the database is away or too slow. */
  isUnavailable?: boolean;
};

declare global {
  // Next bundles instrumentation, proxy and pages apart: all of them mean the same requests.
  var usherRequests: AsyncLocalStorage<CurrentRequest> | undefined;
}

globalThis.usherRequests ??= new AsyncLocalStorage();
const requests = globalThis.usherRequests;

/** The rest of what runs for this request, however asynchronous, finds it. */
export function enterRequest(request: CurrentRequest): void {
  requests.enterWith(request);
}

/** Runs a job for the request that queued it. */
export function runForRequest<Result>(request: CurrentRequest, body: () => Result): Result {
  return requests.run(request, body);
}

/** In a job, the request that queued it; undefined outside of both. */
export function currentRequest(): CurrentRequest | undefined {
  return requests.getStore();
}

/** Adds to the log line of the request who acts, where, and how it ended. */
export function noteRequest(known: Pick<CurrentRequest, "actorId" | "organizationId" | "outcome">): void {
  const request = currentRequest();
  if (request) Object.assign(request, known);
}

/**
 * Next gives the error of a page a number made of its message, and prints it before the page gets that number. This puts
 * the request's id in its place: the log, the audit and jobs know it, too.
 * @returns whether Next is about to report the error to instrumentation.ts, which logs it
 */
export function nameByRequest(error: Error): boolean {
  const request = currentRequest();
  if (!request || !("digest" in error)) return false;
  if (/^\d+$/.test(`${error.digest}`)) {
    request.error = error;
    error.digest = request.id;
  }
  return true;
}

/** Whether it is what the browser will see of an error that is logged already: Next reports that, too. */
export function isStandIn(error: unknown): boolean {
  const request = currentRequest();
  if (!request || !(error instanceof Error) || !("digest" in error)) return false;
  return error.digest === request.id && error !== request.error;
}
