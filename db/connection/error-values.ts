import { DrizzleQueryError } from "drizzle-orm";
import pg from "pg";

/**
 * Keeps values out of database errors: the parameters of a statement, and the content of rows. Intercepts both libraries when
 * they set these fields, so that no log or serialized error can contain the values later.
 */
export function keepValuesOutOfErrors(): void {
  onAssignment(DrizzleQueryError.prototype, "params", removeParams);
  for (const field of ["detail", "where", "internalQuery"]) {
    onAssignment(pg.DatabaseError.prototype, field, () => {});
  }
  // pg assigns the code after the message. Only the code shows whether the message quotes input.
  onAssignment(pg.DatabaseError.prototype, "code", (error, code) => {
    defineField(error, "code", code);
    if (QUOTES_INPUT.test(String(code))) removeQuotes(error);
  });
}

/** PostgreSQL's codes whose messages quote input: data exceptions (class 22), syntax errors and type mismatches. */
const QUOTES_INPUT = /^(22|42601|42804)/;

/** Calls a function when a library assigns a field of an error. The field stays undefined unless the function defines it. */
function onAssignment(
  prototype: Error,
  field: string,
  callback: (error: Error, value: unknown) => void,
): void {
  Object.defineProperty(prototype, field, {
    configurable: true,
    get: () => undefined,
    set(this: Error, value: unknown) {
      callback(this, value);
    },
  });
}

/** Drizzle captures the stack, which contains the message, after it assigns `params`. */
function removeParams(error: Error): void {
  error.message = error.message.split("\nparams: ")[0] ?? "";
}

function removeQuotes(error: Error): void {
  const message = error.message.replaceAll(/"[^"]*("|$)/g, '"…"');
  if (error.stack) error.stack = error.stack.replace(error.message, () => message);
  error.message = message;
}

/** Defines an ordinary field, past the setter of the prototype. */
function defineField(error: Error, field: string, value: unknown): void {
  Object.defineProperty(error, field, { value, enumerable: true, writable: true, configurable: true });
}
