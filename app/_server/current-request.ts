import { AsyncLocalStorage } from "node:async_hooks";

/** A request under way: what its log line will say. */
export type CurrentRequest = {
  readonly id: string;
  readonly began: number;
  actorId?: string;
  organizationId?: string;
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

/** Undefined outside of requests, as in a job. */
export function currentRequest(): CurrentRequest | undefined {
  return requests.getStore();
}

/** Adds to the log line of the request who acts, and where. */
export function noteRequest(known: Pick<CurrentRequest, "actorId" | "organizationId">): void {
  const request = currentRequest();
  if (request) Object.assign(request, known);
}
