/** The parameters of a URL that the driver supports, each with its possible values; null for any text. */
export type Parameters = Readonly<Record<string, readonly string[] | null>>;

const YES_OR_NO = ["true", "false"];

export const DATABASE_PARAMETERS: Parameters = {
  sslmode: ["disable", "prefer", "require", "verify-ca", "verify-full", "no-verify"],
  sslrootcert: null,
  sslcert: null,
  sslkey: null,
  sslnegotiation: ["postgres", "direct"],
  ssl: ["true", "1", "0", "no-verify"], // pg takes "false" for true
  application_name: null,
  fallback_application_name: null,
  client_encoding: null,
  options: null,
  statement_timeout: null,
  lock_timeout: null,
  idle_in_transaction_session_timeout: null,
  host: null,
  port: null,
  user: null,
  password: null,
};

export const SMTP_PARAMETERS: Parameters = {
  requireTLS: YES_OR_NO,
  ignoreTLS: YES_OR_NO,
  opportunisticTLS: YES_OR_NO,
  "tls.rejectUnauthorized": YES_OR_NO,
  "tls.servername": null,
  "tls.minVersion": ["TLSv1.2", "TLSv1.3"],
  "tls.ciphers": null,
  authMethod: null,
  name: null,
  localAddress: null,
};

/** pg takes these modes for `verify-full`, with a warning that recommends what Usher refuses. */
export function withPlainSslMode(url: string): string {
  return url.replace(/([?&]sslmode=)(prefer|require|verify-ca)(?=[&#]|$)/, "$1verify-full");
}

/**
 * Finds parameters that the driver would silently ignore, and values that it wouldn't understand.
 * @returns what is wrong, each to be read after the name of the setting
 */
export function wrongParameters(url: URL, known: Parameters): string[] {
  return [...url.searchParams].flatMap(([name, value]) => {
    const values = known[name];
    if (values === undefined) return [`${unknown(name)} It can have: ${Object.keys(known).join(", ")}.`];
    return values === null || values.includes(value)
      ? []
      : [`has a wrong ${name}. It must be ${values.slice(0, -1).join(", ")} or ${values.at(-1)}.`];
  });
}

/** Shows a name only if it looks like one, because it can be the rest of a password that contains a question mark. */
function unknown(name: string): string {
  return /^[\w.]{1,40}$/.test(name)
    ? `has the parameter ${name}, which doesn't exist. Correct or remove it.`
    : "has a parameter that doesn't exist. Correct or remove it; in a password, write ? as %3F.";
}
