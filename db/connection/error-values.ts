import { DrizzleQueryError } from "drizzle-orm";
import pg from "pg";

/**
 * Keeps values out of database errors: the parameters of a statement, and the content of rows. Intercepts both libraries when
 * they set these fields, so that no log or serialized error can contain the values later.
 */
export function keepValuesOutOfErrors(): void {
  intercept(DrizzleQueryError.prototype, "params", (error) => {
    error.message = error.message.split("\nparams: ")[0] ?? ""; // the stack is captured after this
  });
  for (const field of ["detail", "where", "internalQuery"])
    intercept(pg.DatabaseError.prototype, field, () => {});
  intercept(pg.DatabaseError.prototype, "code", (error, code) => {
    Object.defineProperty(error, "code", {
      value: code,
      enumerable: true,
      writable: true,
      configurable: true,
    });
    if (!INVALID_INPUT.test(String(code))) return;
    const message = error.message.replaceAll(/"[^"]*("|$)/g, '"…"');
    if (error.stack) error.stack = error.stack.replace(error.message, () => message);
    error.message = message;
  });
}

/** PostgreSQL's error classes for unreadable input, whose messages quote the input. */
const INVALID_INPUT = /^(22|42601|42804)/;

function intercept(prototype: Error, field: string, set: (error: Error, value: unknown) => void): void {
  Object.defineProperty(prototype, field, {
    configurable: true,
    get: () => undefined,
    set(this: Error, value: unknown) {
      set(this, value);
    },
  });
}
