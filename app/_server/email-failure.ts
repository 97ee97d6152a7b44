import type { NodemailerError } from "nodemailer";
import { scrubText } from "./scrub";

export type EmailFailure = {
  /** Trying again would bring the same answer. */
  readonly permanent: boolean;
  /** A line for the inviter, without secrets. */
  readonly reason: string;
  /** The connection broke when the server may already have accepted the email. */
  readonly maybeDelivered: boolean;
};

/** No mail server was asked: this is no address to which a mail may go. */
export class UnusableAddress extends Error {}

/**
 * What a failed sending means. Permanent is only what the server says for good about this recipient or this
 * message; all else (away, slow, busy, our sign-in, our sender) passes or is for the operator to mend.
 */
export function emailFailure(error: unknown): EmailFailure {
  return { ...judge(error), maybeDelivered: isMaybeDelivered(error) };
}

function judge(error: unknown): Omit<EmailFailure, "maybeDelivered"> {
  if (error instanceof UnusableAddress)
    return { permanent: true, reason: "The e-mail address cannot be used." };
  const { command = "", responseCode = 0, response = "" } = asMailError(error);
  const answer = oneLine(response);
  if (!aboutThisMail.test(command)) return { permanent: false, reason: awayOrOurs(responseCode) };
  if (responseCode >= 500 && !ourFault.has(responseCode) && !relaying.test(answer))
    return { permanent: true, reason: `The mail server refused it: ${answer}` };
  if (responseCode >= 400)
    return { permanent: false, reason: `The mail server did not take it yet: ${answer}` };
  return { permanent: false, reason: awayOrOurs(responseCode) };
}

/** Certainly not: no server was asked, none was reached, or one answered no. */
function isMaybeDelivered(error: unknown): boolean {
  const { responseCode = 0, code, syscall, timeoutType = "SOCKET_TIMEOUT" } = asMailError(error);
  const unreached = code === "EDNS" || syscall === "connect" || timeoutType !== "SOCKET_TIMEOUT";
  return !(error instanceof UnusableAddress) && responseCode < 400 && !unreached;
}

const aboutThisMail = /^(RCPT TO|DATA)$/;

// Not understood, out of order, sign in first: the same for any recipient.
const ourFault = new Set([500, 502, 503, 504, 530, 534, 535, 538]);
const relaying = /\brelay/i;

function awayOrOurs(responseCode: number): string {
  if (responseCode >= 500) return "The mail server does not let Usher send mail.";
  if (responseCode >= 400) return "The mail server is busy.";
  return "The mail server could not be reached.";
}

// A server's answer is a stranger's text: some quote the message, and with it the link.
function oneLine(response: string): string {
  return scrubText(response.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim()).slice(0, 200);
}

/** Safe: all fields are optional, and anything that is not an error of nodemailer's has none of them. */
function asMailError(error: unknown): Partial<NodemailerError> {
  return error instanceof Error ? error : {};
}
