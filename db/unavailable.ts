/** The one word that Next hands on of an error to the page that stands in for what failed (`app/error.tsx`). */
export const UNAVAILABLE = "unavailable";

/** The database is away, too slow, or takes no changes: nothing is wrong with what was asked, and it may be asked again. */
export class Unavailable extends Error {
  readonly digest = UNAVAILABLE;

  constructor(cause: unknown) {
    super("The database does not answer, or takes no changes.", { cause });
  }
}

/** Whether this is why something failed, however deep it lies. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof Unavailable || CODES.test(codeOf(error)) || MESSAGES.test(error.message)) return true;
  return isUnavailable(causeOf(error));
}

/**
 * PostgreSQL's classes of lost connections (08), of a full disk, too little memory and too many connections (53), of
 * shutting down and starting (57P), of what was cancelled for its time (57014), of locks not got in time (55P03) and of a
 * database that takes no changes, as during a failover (25006); and the system's words for a broken connection.
 */
const CODES =
  /^(08\w{3}|53[123]00|57P\d{2}|57014|55P03|25006|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** What pg says without a code. */
const MESSAGES =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}

/** Whether the database answers but takes no changes, as during a failover. */
export function isReadOnly(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return codeOf(error) === "25006" || isReadOnly(causeOf(error));
}

/** next-auth wraps what its provider throws once more, as `cause.err`. */
function causeOf({ cause }: Error): unknown {
  return cause instanceof Object && "err" in cause ? cause.err : cause;
}

/** Throws what failed: as Unavailable, where that is why. */
export function rethrow(error: unknown): never {
  throw isUnavailable(error) && !(error instanceof Unavailable) ? new Unavailable(error) : error;
}
