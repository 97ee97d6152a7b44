import { format, stripVTControlCharacters } from "node:util";
import type { Logger } from "pino";
import { cutText } from "@/lib/text";
import { nameByRequest } from "./current-request";
import { isMalformed } from "./malformed-requests";

/** Longer texts are cut before they are processed. */
const MAX_LENGTH = 8192;

type Level = "debug" | "info" | "warn" | "error";

const METHODS = {
  debug: "debug",
  log: "info",
  info: "info",
  warn: "warn",
  error: "error",
  trace: "debug",
} as const;

/**
 * Sends everything that Next, libraries and Node print to the log, so that every line is JSON and secrets are removed.
 * @param log writes to the file descriptor directly, not through the functions that are replaced here
 */
export function logOutput(log: Logger): void {
  const known = new WeakSet<Error>();
  for (const [method, level] of Object.entries(METHODS)) {
    Reflect.set(console, method, (...args: unknown[]) => print(log, level, args, known));
  }
  Reflect.set(process.stdout, "write", writing(log, "info"));
  Reflect.set(process.stderr, "write", writing(log, "error"));
  process.removeAllListeners("warning"); // Node's own listener prints without process.stderr
  // Only these fields, because a warning about an emitter contains it, and with it a request's cookies.
  process.on("warning", ({ name, message, stack }) =>
    log.warn({ warning: { name, message, stack } }, "Node warning"),
  );
}

/** What Next prints when it starts. `scripts/standalone/app.ts` logs where it listens. */
const BANNER = /^(▲ Next\.js |- (Local|Network): |✓ (Ready in|Running next\.config) )/;

/** An error that several callers print is logged once. */
function print(log: Logger, level: Level, args: readonly unknown[], known: WeakSet<Error>): void {
  const err = args.find((arg) => arg instanceof Error);
  if (err && (known.has(err) || isAborted(err) || isMalformed(err) || nameByRequest(err))) return;
  if (err) known.add(err);
  // Logged as fields, because their keys show which values are secret.
  const details = args.filter((arg) => typeof arg === "object" && arg !== null && arg !== err);
  const text = readable(format(...args.filter((arg) => arg !== err && !details.includes(arg)).map(cut)));
  if (!err && !text && details.length === 0) return;
  if (BANNER.test(text)) return void log.debug(text);
  log[level]({ ...(err && { err }), ...(details.length > 0 && { details }) }, text || "Printed without text");
}

/** Node's error when a client ends its request early, which the line of the request says. */
function isAborted(error: Error): boolean {
  return error.message === "aborted" && "code" in error && error.code === "ECONNRESET";
}

function writing(log: Logger, level: Level) {
  return (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const text = readable(
      typeof chunk === "string" ? cut(chunk) : Buffer.from(chunk).subarray(0, MAX_LENGTH).toString(),
    );
    if (text) log[level](text);
    const done = rest.find((argument) => typeof argument === "function");
    if (done) process.nextTick(done);
    return true;
  };
}

function cut<Value>(value: Value): Value | string {
  return typeof value === "string" ? cutText(value, MAX_LENGTH) : value;
}

function readable(text: string): string {
  return stripVTControlCharacters(cutText(text, MAX_LENGTH)).trim();
}
