import { cutText } from "@/lib/text";
import { currentRequest } from "./current-request";
import { log } from "./log";

/**
 * Whether the current request has failed before any of our code began, so that the error is about what the client sent. Logs
 * that in short, and makes the status 400.
 */
export function isMalformed(error: unknown): boolean {
  const request = currentRequest();
  if (!request?.isDecoded || request.isReached) return false;
  if (!request.isMalformed) logInShort(error);
  Object.assign(request, { isMalformed: true, outcome: "invalid" });
  return true;
}

const LONGEST = 200;
const INTERVAL = 60_000;

/** Not all are logged, because anybody can send any number of malformed requests. */
let silentUntil = 0;
let unlogged = 0;

function logInShort(error: unknown): void {
  unlogged++;
  if (Date.now() < silentUntil) return;
  log.warn({ problem: problemOf(error), requests: unlogged }, "Malformed requests were refused");
  silentUntil = Date.now() + INTERVAL;
  unlogged = 0;
}

/** The message of a syntax error quotes what was sent. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return error instanceof SyntaxError ? error.name : cutText(error.message, LONGEST);
}
