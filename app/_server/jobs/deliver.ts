import { setTimeout as pause } from "node:timers/promises";
import type { Job } from "graphile-worker";
import { emailFailure, loggedCause } from "@/app/_server/email-failure";
import { AlreadyLogged, GaveUp } from "@/app/_server/job-log";
import { log } from "@/app/_server/log";
import type { Email, Mailer } from "@/app/_server/mailer";
import { isUnavailable, Unavailable } from "@/db/connection/unavailable";
import type { Deferred, EmailOutcome } from "@/db/emails/delivery";
import { translatorFor } from "@/i18n/translator";
import { type EmailError, emailErrorText } from "@/lib/email-errors";
import { measurements } from "@/lib/measurements";

/** Logs are in English. */
const english = translatorFor("en", "email-errors");

export type JobDependencies = { readonly mailer: Mailer; readonly baseUrl: string };

type Delivery<Begun extends object, Waiting extends Deferred> = {
  readonly mailer: Mailer;
  readonly job: Pick<Job, "attempts" | "max_attempts">;
  /** The ids of the rows that the email is about, for the log. */
  readonly about: Readonly<Record<string, string>>;
  /** Reads what to send; null if there is nothing to send. */
  readonly begin: () => Promise<Begun | Waiting | null>;
  readonly compose: (begun: Begun) => Promise<Email>;
  readonly settle: (begun: Begun | Waiting, outcome: EmailOutcome) => Promise<void>;
};

/**
 * One attempt to send a queued email.
 * @throws AlreadyLogged for a temporary failure, so that the queue tries again with growing pauses; GaveUp for a permanent one,
 * which is settled as failed
 */
export async function deliver<Begun extends object, Waiting extends Deferred>(
  delivery: Delivery<Begun, Waiting>,
): Promise<void> {
  const { job, about, settle } = delivery;
  const begun = await withoutSecrets(delivery.begin(), about);
  if (!begun) return;
  const last = job.attempts >= job.max_attempts;
  if ("deferReason" in begun) {
    const error = { code: begun.deferReason };
    const logged = { error: emailErrorText(english, error), ...about, attempt: job.attempts, final: last };
    log.warn(logged, "An email was not sent");
    await settle(begun, { sent: false, error, final: last, maybeDelivered: true });
    measurements.email.publish({ outcome: last ? "failed" : "retried" });
    throw notSent(error, last);
  }

  try {
    await delivery.mailer.send(await delivery.compose(begun));
  } catch (cause) {
    const { permanent, error, ...failure } = emailFailure(cause);
    const final = permanent || last;
    const maybeDelivered = failure.maybeDelivered || ("repeated" in begun && begun.repeated === true);
    log.warn({ ...loggedCause(cause), ...about, attempt: job.attempts, final }, "An email was not sent");
    await settle(begun, { sent: false, error, final, maybeDelivered });
    measurements.email.publish({ outcome: final ? "failed" : "retried" });
    throw notSent(error, final);
  }
  measurements.email.publish({ outcome: "sent" });
  await retryUntilRecorded(() => settle(begun, { sent: true }), about);
}

/** Not the error itself, because the queue stores what is thrown, and the server's reply may quote the link. */
function notSent(error: EmailError, final: boolean): Error {
  return new (final ? GaveUp : AlreadyLogged)(emailErrorText(english, error));
}

/** Less than the time after which another worker takes the job (db/queue/private-tables.ts). */
const RETRY_LIMIT = 240_000;

export const NOT_RECORDED = "An email was sent, but the database can't note it yet";

/**
 * Waits while the database is unreachable or read-only. The email was sent, and would be sent again if that weren't recorded.
 */
async function retryUntilRecorded(
  settle: () => Promise<void>,
  about: Readonly<Record<string, string>>,
): Promise<void> {
  for (let began = 0; ; await pause(500)) {
    try {
      return await settle();
    } catch (error) {
      if (!isUnavailable(error) || (began && Date.now() - began > RETRY_LIMIT)) throw error;
      if (!began) log.warn({ err: error, ...about }, NOT_RECORDED);
      began ||= Date.now();
    }
  }
}

// The message of a failed query contains its parameters, and with them the link's hash.
async function withoutSecrets<Result>(
  query: Promise<Result>,
  about: Readonly<Record<string, string>>,
): Promise<Result> {
  return query.catch((error: unknown) => {
    log.error({ err: error, ...about }, "What is to be sent could not be read");
    throw isUnavailable(error)
      ? new Unavailable(null)
      : new AlreadyLogged("What is to be sent could not be read.");
  });
}
