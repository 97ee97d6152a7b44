/** The error's digest, the only thing about it that Next passes to the error page (`app/error.tsx`). */
export const UNAVAILABLE = "unavailable";

/** The database is unreachable, too slow, overloaded or read-only. The request itself is fine and can be repeated. */
export class Unavailable extends Error {
  readonly digest = UNAVAILABLE;

  constructor(cause: unknown) {
    super(reasonOf(cause), { cause });
  }
}

/** The cause of `Unavailable` if too many changes are waiting already. Its code works in every bundle. */
export class Overload extends Error {
  readonly code = OVERLOAD;

  constructor() {
    super("Too many changes are waiting.");
  }
}

const OVERLOAD = "OVERLOAD";

function reasonOf(cause: unknown): string {
  if (isOverload(cause)) return "Too many requests need the database at once.";
  return isReadOnly(cause) ? "The database takes no changes." : "The database can't be reached.";
}

/** Whether this is the reason of an error, or of any of its causes. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (isOwn(error) || CODES.test(code) || SYSTEM_CODES.test(code) || hasKnownMessage(error)) return true;
  return isUnavailable(causeOf(error));
}

/** By its digest, because Next bundles pages and instrumentation separately, and each has its own copy of the class. */
function isOwn(error: Error): boolean {
  return "digest" in error && error.digest === UNAVAILABLE;
}

/**
 * PostgreSQL's codes for a lost connection (08), a refused user or password (28) and a missing database (3D000), which only
 * opening a connection fails with, a full disk, too little memory or too many connections (53), a server that is stopping or
 * starting (57P), a statement that took too long (57014), a lock that wasn't released in time (55P03) and a read-only
 * database, as during a failover (25006).
 */
const CODES = /^((08|28)\w{3}|3D000|53[123]00|57P\d{2}|57014|55P03|25006)$/;

/** The system's codes for a broken connection or a wrong certificate. */
const SYSTEM_CODES = /^(CERT_\w+|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** What pg says about its own queue. A connection that can't be opened in time fails with another message. */
const FULL_POOL = "timeout exceeded when trying to connect";

/** Errors of pg that have no code. */
const MESSAGES = [
  "Connection terminated",
  "The server does not support SSL connections",
  "Query read timeout",
  FULL_POOL,
  "Client has encountered a connection error",
  "Client was closed",
];

function hasKnownMessage({ message }: Error): boolean {
  return MESSAGES.some((beginning) => message.startsWith(beginning));
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}

/** Whether the database responds but is read-only, as during a failover. */
export function isReadOnly(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return codeOf(error) === "25006" || isReadOnly(causeOf(error));
}

/** Whether the database refused a connection because it, or the user, has too many. */
export function isOutOfConnections(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return codeOf(error) === "53300" || isOutOfConnections(causeOf(error));
}

/** Whether a request waited too long for a connection of its pool, or too many wait already. The database itself is fine. */
export function isOverload(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return codeOf(error) === OVERLOAD || error.message.startsWith(FULL_POOL) || isOverload(causeOf(error));
}

/** next-auth wraps what its provider throws in another error, as `cause.err`. */
function causeOf({ cause }: Error): unknown {
  return cause instanceof Object && "err" in cause ? cause.err : cause;
}

/** Rethrows an error, as Unavailable if that is its reason. */
export function rethrow(error: unknown): never {
  throw isUnavailable(error) && !(error instanceof Unavailable) ? new Unavailable(error) : error;
}
