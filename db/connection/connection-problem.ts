/** The database can't be used in its current state. The message says why, and what to do. */
export class UnusableDatabase extends Error {}

/** Why no connection can be opened, without any names. `other`: for example, TLS fails. */
export type ConnectionFailure = "no-answer" | "login" | "no-database" | "no-connection-left" | "other";

/** No connection to the database can be opened, perhaps only temporarily. */
export class UnreachableDatabase extends UnusableDatabase {
  constructor(
    message: string,
    readonly failure: ConnectionFailure,
    /** The setting that has the URL. */
    readonly setting: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Where a database is, for error messages: never with its password. */
export type DatabaseAddress = { readonly url: string; readonly setting: string };

type Problem = readonly [
  pattern: RegExp,
  sentence: (setting: string, message: string) => string,
  failure?: ConnectionFailure,
];

/** PgBouncer refuses session settings even in session mode, and doesn't say which mode it's in. */
const POOLER: Problem = [
  /unsupported startup parameter/,
  () =>
    "A pooler like PgBouncer answers there. Set DATABASE_DIRECT_URL to the same database past it. " +
    "If it is set, remove options from DATABASE_URL and PGOPTIONS from the environment.",
];

const STATEMENT_MODE: Problem = [
  /transaction blocks not allowed/,
  (setting) =>
    "A pooler in statement mode answers there, and Usher needs transactions. " +
    `Set its pool_mode to transaction, or correct ${setting}.`,
];

/** Codes of errors for a certificate that no known authority has signed. */
export const UNKNOWN_AUTHORITY =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?))$/;

/** Patterns of error codes or, where an error has none, of messages. */
const PROBLEMS: readonly Problem[] = [
  POOLER,
  STATEMENT_MODE,
  [
    /^ECONNREFUSED$/,
    (setting) => `Nothing listens there. Start PostgreSQL, or correct host and port in ${setting}.`,
    "no-answer",
  ],
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    (setting) => `The host name is unknown. Correct it in ${setting}.`,
    "no-answer",
  ],
  [
    /^(ENOENT|EACCES|EISDIR|ENOTDIR|ELOOP)$/,
    (setting, message) =>
      `A file of sslrootcert, sslcert or sslkey can't be read: ${message}. ` +
      `Let the user that runs Usher read it, or correct ${setting}.`,
  ],
  [/^28P01$/, (setting) => `The password is wrong. Correct it in ${setting}.`, "login"],
  [
    /client password must be a/,
    (setting) => `It asks for a password. Add one to ${setting}, after the user.`,
    "login",
  ],
  [
    /no encryption|SSL off|requires SSL/i,
    (setting, message) =>
      `It refuses an unencrypted connection: ${message}. Add ?sslmode=verify-full to ${setting}, or correct pg_hba.conf.`,
  ],
  [
    /^28\w{3}$/,
    (setting, message) => `It refuses the user: ${message}. Correct ${setting}, or pg_hba.conf.`,
    "login",
  ],
  [
    /^3D000$|^no such database/,
    (setting) =>
      `There is no database of this name. Create it with encoding UTF8, or correct the name in ${setting}. ` +
      "Behind a pooler, add it to the pooler's databases, too.",
    "no-database",
  ],
  [
    /^53300$/,
    () =>
      "It has no connection left. Raise its max_connections or the user's connection limit, or put a pooler in front of it.",
    "no-connection-left",
  ],
  [/^57P03$/, () => "It is starting up or shutting down. Try again in a moment.", "no-answer"],
  [
    UNKNOWN_AUTHORITY,
    (setting) =>
      "No authority that this machine knows has signed its certificate. " +
      `Add ?sslmode=verify-full&sslrootcert=/path/to/ca.pem to ${setting}. ` +
      "In a network you trust, ?sslmode=no-verify encrypts without checking.",
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    (setting) => `Its certificate is for another host name than the one in ${setting}.`,
  ],
  [/^CERT_HAS_EXPIRED$/, () => "Its certificate has expired. Renew it."],
  [
    /^CERT_NOT_YET_VALID$/,
    () => "Its certificate isn't valid yet. Correct this machine's clock, or the certificate.",
  ],
  [
    /does not support SSL/,
    (setting) =>
      `It doesn't offer TLS. Turn on ssl there, or remove sslmode from ${setting}, or PGSSLMODE from the environment.`,
  ],
  [
    /^(CERT|ERR_OSSL|ERR_SSL|ERR_TLS)_|establishing an SSL connection/,
    (setting, message) =>
      `TLS fails: ${message}. Check its certificate, and the files of sslrootcert, sslcert and sslkey in ${setting}.`,
  ],
  [
    /server login|query_wait_timeout|cannot connect to server/,
    (_, message) =>
      `The pooler there gets no connection to PostgreSQL: ${message}. ` +
      "Check that PostgreSQL runs, and what the pooler's log says.",
    "no-answer",
  ],
  [
    /^(no such user|(password|SASL) authentication failed)/,
    (setting, message) =>
      `The pooler there refuses the user or the password: ${message}. Correct them in ${setting}, or in the pooler's auth_file.`,
    "login",
  ],
  // What poolers say when they reject a user, a password or a database.
  [/^08P01$/, (setting, message) => `It refuses the connection: ${message}. Correct ${setting}.`],
  [
    /^(E[A-Z]+|08\w{3})$|timeout|terminated/,
    (setting, message) =>
      `It doesn't answer: ${message}. Check that it runs, ${setting} and, behind a pooler, what the pooler's log says.`,
    "no-answer",
  ],
];

/**
 * Says why a connection failed.
 * @param error what connecting threw, or an error that it caused
 * @returns an error that explains it; null if the connection isn't the reason
 */
export function connectionProblem(
  error: unknown,
  { url, setting }: DatabaseAddress,
): UnusableDatabase | null {
  if (!(error instanceof Error)) return null;
  // A host with several addresses fails with one error for each.
  const first = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;
  const code = "code" in first ? String(first.code) : "";
  const message = first.message || code;
  const found = PROBLEMS.find(([pattern]) => pattern.test(code) || pattern.test(message));
  if (!found) return connectionProblem(error.cause, { url, setting });
  const sentence = `Usher can't use ${describeDatabase({ url, setting })}. ${found[1](setting, message)}`;
  // A pooler is part of the configuration, so waiting doesn't help.
  if (found === POOLER || found === STATEMENT_MODE) return new UnusableDatabase(sentence, { cause: error });
  return new UnreachableDatabase(sentence, found[2] ?? "other", setting, { cause: error });
}

/** The database's name in error messages. */
export function describeDatabase({ url, setting }: DatabaseAddress): string {
  const { host, pathname } = new URL(url);
  return `the database "${decodeURIComponent(pathname.slice(1))}" at ${host} (${setting})`;
}
