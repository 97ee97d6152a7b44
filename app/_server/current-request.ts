import { AsyncLocalStorage } from "node:async_hooks";

/** What the log line of the current request will say. */
export type CurrentRequest = {
  readonly id: string;
  readonly began: number;
  actorId?: string;
  organizationId?: string;
  /** The server action that the request calls, and its outcome. */
  action?: string;
  outcome?: string;
  /** The error of its page, on which people see the request's id. */
  error?: Error;
  /** Whether it failed because the database is unreachable or too slow. */
  isUnavailable?: boolean;
  /** Whether its page says "not found" inside the console. */
  isMissing?: boolean;
  /** Whether Next decodes something that the client sent before it runs our code: arguments, a form, or a router state. */
  readonly isDecoded?: boolean;
  /** Whether the page refreshes itself, and nobody asked for it. */
  isUnattended?: boolean;
  /** Whether our code has begun. */
  isReached?: boolean;
  /** The status that was sent. */
  status?: number;
  /** Whether Next couldn't decode it. */
  isMalformed?: boolean;
};

declare global {
  // Next bundles instrumentation, proxy and pages separately, so this is global.
  var usherRequests: AsyncLocalStorage<CurrentRequest> | undefined;
}

globalThis.usherRequests ??= new AsyncLocalStorage();
const requests = globalThis.usherRequests;

/** Makes `currentRequest` return this request in everything that runs for it from now on. */
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

/** Adds the actor, the organization or the outcome to the request. */
export function noteRequest(
  known: Pick<
    CurrentRequest,
    "actorId" | "organizationId" | "outcome" | "isMissing" | "isReached" | "isUnattended"
  >,
): void {
  const request = currentRequest();
  if (request) Object.assign(request, known);
}

/**
 * Replaces the digest that Next gives a page's error with the request's id, which is also in the log, the audit log and jobs.
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

/** Whether this is the browser's version of an error that was already logged. Next reports both. */
export function isAlreadyLogged(error: unknown): boolean {
  const request = currentRequest();
  if (!request || !(error instanceof Error) || !("digest" in error)) return false;
  return error.digest === request.id && error !== request.error;
}
