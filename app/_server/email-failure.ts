import type { NodemailerError } from "nodemailer";
import { UNKNOWN_AUTHORITY } from "@/db/connection/connection-problem";
import type { EmailError } from "@/lib/email-errors";
import type { RefusalReason } from "@/lib/refusals";
import { cutText } from "@/lib/text";
import { scrubText } from "./scrub";

export type EmailFailure = {
  /** Trying again would fail in the same way. */
  readonly permanent: boolean;
  /** Without secrets. */
  readonly error: EmailError;
  /** The connection broke, and the server may already have accepted the email. */
  readonly maybeDelivered: boolean;
};

/** The address isn't valid, so no mail server was contacted. */
export class UnusableAddress extends Error {}

/**
 * Classifies an error of sending. Only 5xx replies about this recipient or message are permanent. Everything else is
 * temporary (the server is unreachable, slow or busy) or for the operator to fix (our sign-in, our sender).
 */
export function emailFailure(error: unknown): EmailFailure {
  return { ...judge(error), maybeDelivered: isMaybeDelivered(error) };
}

function judge(error: unknown): Omit<EmailFailure, "maybeDelivered"> {
  if (error instanceof UnusableAddress) return { permanent: true, error: { code: "address-unusable" } };
  const { command = "", responseCode = 0, response = "" } = asMailError(error);
  const reply = oneLine(response);
  if (!aboutThisMail.test(command)) return { permanent: false, error: awayOrOurs(responseCode) };
  if (responseCode >= 500 && !ourFault.has(responseCode) && !relaying.test(reply))
    return { permanent: true, error: { code: "rejected", reply } };
  if (responseCode >= 400) return { permanent: false, error: { code: "rejected-for-now", reply } };
  return { permanent: false, error: awayOrOurs(responseCode) };
}

/**
 * Why the mail server refused a test email: its own reply, or the code of the reason why there is no reply. Null for any other
 * error.
 */
export function refusalOf(error: unknown): RefusalReason | null {
  if (!isMailError(error) || error instanceof UnusableAddress) return null;
  const { originalCode, code = "", responseCode = 0, response = "" } = asMailError(error);
  if (responseCode >= 400) return { code: "mail-server-refused", reply: oneLine(response) };
  return {
    code: "mail-server-unreachable",
    reason: originalCode ?? (code === "EABORT" ? "ETIMEDOUT" : code),
  };
}

/** Removes from an error of sending what the mail server must have been sent, because some servers quote it. */
export function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  const mailError = asMailError(error);
  for (const field of ["message", "response", "stack"] as const) {
    const text = mailError[field];
    if (text)
      mailError[field] = secrets.reduce((kept, secret) => kept.replaceAll(secret, "[redacted]"), text);
  }
  return error;
}

/**
 * What to log when sending fails, with what the operator can do about it. For the mail server's errors, only the message: the
 * stack trace is nodemailer's, and the same for every email.
 */
export function loggedCause(error: unknown): Readonly<Record<string, unknown>> {
  if (!isMailError(error)) return { err: error };
  const { originalCode = "", code = "" } = asMailError(error);
  const found = ADVICE.find(([pattern]) =>
    [originalCode, code, error.message].some((text) => pattern.test(text)),
  );
  return { error: error.message, ...(found && { advice: found[1] }) };
}

/** Patterns of error codes of the system or of nodemailer, or of messages. The first that matches counts. */
const ADVICE: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/^ECONNREFUSED$/, "Nothing listens there. Start the mail server, or correct host and port in SMTP_URL."],
  [/^EDNS$/, "The host name is unknown. Correct it in SMTP_URL, or the name servers that this machine asks."],
  [
    UNKNOWN_AUTHORITY,
    "No authority that this machine knows has signed the mail server's certificate. " +
      "Set NODE_EXTRA_CA_CERTS=/path/to/ca.pem in the environment of the process (not in .env). " +
      "In a network you trust, ?tls.rejectUnauthorized=false in SMTP_URL encrypts without checking.",
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    "The mail server's certificate is for another host name than the one in SMTP_URL. " +
      "Use its name there, or add ?tls.servername=<name>.",
  ],
  [/^CERT_HAS_EXPIRED$/, "The mail server's certificate has expired. Renew it."],
  [
    /^CERT_NOT_YET_VALID$/,
    "The mail server's certificate isn't valid yet. Correct this machine's clock, or the certificate.",
  ],
  [
    /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/,
    "There is no TLS from the start at this port. Use smtp:// in SMTP_URL, or the port for smtps://, usually 465.",
  ],
  [
    /^Greeting never received$/,
    "The mail server says nothing. If its port expects TLS from the start, as 465 does, use smtps:// in SMTP_URL.",
  ],
  [
    /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EABORT)$/,
    "The mail server doesn't answer. Check that it works, host and port in SMTP_URL, and firewalls on the way.",
  ],
  [
    /^Error upgrading connection with STARTTLS/,
    "The mail server offers no TLS at this port. " +
      "Use one that does, or, in a network you trust, remove ?requireTLS=true from SMTP_URL.",
  ],
  [
    /^ETLS$|^(CERT|ERR_OSSL|ERR_SSL|ERR_TLS)_/,
    "TLS fails. Check the mail server's certificate and its versions of TLS, and port and parameters in SMTP_URL.",
  ],
  [
    /^EAUTH$/,
    "The mail server refuses the sign-in. Correct user and password in SMTP_URL, or remove both if it needs none.",
  ],
  [
    /^ENOAUTH$|^Mail command failed: 530/,
    "The mail server requires a sign-in. Add user and password to SMTP_URL.",
  ],
  [
    /^Mail command failed: 5/,
    "The mail server doesn't accept this sender. Correct MAIL_FROM, or allow its address at the mail server.",
  ],
  [
    /: 5.*\brelay/i,
    "The mail server doesn't send emails of this machine to other domains. " +
      "Allow that there, or add user and password to SMTP_URL.",
  ],
  [
    /^(Can't send mail|Message failed|Data command failed).*: 5/,
    "The mail server refuses this recipient or this email for good. Its answer says why.",
  ],
  [/: 4\d\d/, "The mail server takes no email for now. If it goes on, look into its log."],
  [
    /^(ECONNECTION|ESOCKET|ECONNRESET|EPIPE)$/,
    "The mail server closed the connection. Look into its log, and check host and port in SMTP_URL.",
  ],
];

/** Whether the mail server, the way to it or the address is the reason, and not a mistake of ours. */
function isMailError(error: unknown): error is Error {
  if (error instanceof UnusableAddress) return true;
  return error instanceof Error && ("command" in error || asMailError(error).code === "EABORT");
}

/** False if no server was contacted or reached, or one rejected the email. */
function isMaybeDelivered(error: unknown): boolean {
  const { responseCode = 0, code, syscall, timeoutType = "SOCKET_TIMEOUT" } = asMailError(error);
  const unreached = code === "EDNS" || syscall === "connect" || timeoutType !== "SOCKET_TIMEOUT";
  return !(error instanceof UnusableAddress) && responseCode < 400 && !unreached;
}

const aboutThisMail = /^(RCPT TO|DATA)$/;

// Command unknown, out of sequence, or sign-in required: the same for every recipient.
const ourFault = new Set([500, 502, 503, 504, 530, 534, 535, 538]);
const relaying = /\brelay/i;

function awayOrOurs(responseCode: number): EmailError {
  if (responseCode >= 500) return { code: "sending-not-allowed" };
  if (responseCode >= 400) return { code: "server-busy" };
  return { code: "server-unreachable" };
}

// Some servers quote the message in their reply, and with it the link.
function oneLine(response: string): string {
  return cutText(scrubText(response.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim()), 200);
}

/** Safe, because all fields are optional, and other errors have none of them. */
function asMailError(error: unknown): Partial<NodemailerError> {
  return error instanceof Error ? error : {};
}
