import { AsyncLocalStorage } from "node:async_hooks";

/** What the log line of the current request will say. */
export type CurrentRequest = {
  readonly id: string;
  readonly began: number;
  actorId?: string;
  organizationId?: string;
  /** The server action that it calls, and its outcome. */
  action?: string;
  outcome?: string;
  /** The error of its page, which shows the request's id. */
  error?: Error;
  /** It failed because the database is away or too slow. */
  isUnavailable?: boolean;
  /** What it asks for isn't found, but its page says so inside the console. */
  isMissing?: boolean;
};

declare global {
  // Next bundles instrumentation, proxy and pages separately, and all share these requests.
  var usherRequests: AsyncLocalStorage<CurrentRequest> | undefined;
}

globalThis.usherRequests ??= new AsyncLocalStorage();
const requests = globalThis.usherRequests;

/** Makes `currentRequest` return it in everything that runs for this request from now on. */
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
  known: Pick<CurrentRequest, "actorId" | "organizationId" | "outcome" | "isMissing">,
): void {
  const request = currentRequest();
  if (request) Object.assign(request, known);
}

/**
 * Replaces the digest that Next gives the error of a page by the request's id, which the log, the audit log and jobs have too.
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

/** Whether it is the browser's version of an error that is already logged: Next reports that too. */
export function isAlreadyLogged(error: unknown): boolean {
  const request = currentRequest();
  if (!request || !(error instanceof Error) || !("digest" in error)) return false;
  return error.digest === request.id && error !== request.error;
}
