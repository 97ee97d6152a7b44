import { setTimeout as pause } from "node:timers/promises";
import type { Job } from "graphile-worker";
import { emailFailure } from "@/app/_server/email-failure";
import { log } from "@/app/_server/log";
import type { Email, Mailer } from "@/app/_server/mailer";
import type { Deferred, EmailOutcome } from "@/db/emails/delivery";
import { isUnavailable, Unavailable } from "@/db/unavailable";
import { measurements } from "@/lib/measurements";

export type JobDependencies = { readonly mailer: Mailer; readonly baseUrl: string };

type Delivery<Begun extends { readonly sending: number }, Waiting extends Deferred> = {
  readonly mailer: Mailer;
  readonly job: Pick<Job, "attempts" | "max_attempts">;
  /** The ids of what the email is about, for the log. */
  readonly about: Readonly<Record<string, string>>;
  /** Reads what to send; null if there is nothing to send. */
  readonly begin: () => Promise<Begun | Waiting | null>;
  readonly compose: (begun: Begun) => Promise<Email>;
  readonly settle: (begun: Begun | Waiting, outcome: EmailOutcome) => Promise<void>;
};

/**
 * One attempt to send a queued email. Temporary failures are thrown, so that the queue tries again with growing pauses;
 * permanent ones are settled as failed.
 */
export async function deliver<
  Begun extends { readonly sending: number; readonly repeated?: boolean },
  Waiting extends Deferred,
>(delivery: Delivery<Begun, Waiting>): Promise<void> {
  const { job, about, settle } = delivery;
  const begun = await withoutSecrets(delivery.begin(), about);
  if (!begun) return;
  const last = job.attempts >= job.max_attempts;
  if ("deferReason" in begun) {
    await settle(begun, { sent: false, reason: begun.deferReason, final: last, maybeDelivered: true });
    measurements.email.publish({ outcome: last ? "failed" : "retried" });
    if (last) return;
    throw new Error(begun.deferReason);
  }

  try {
    await delivery.mailer.send(await delivery.compose(begun));
  } catch (error) {
    const { permanent, reason, ...failure } = emailFailure(error);
    const final = permanent || last;
    const maybeDelivered = failure.maybeDelivered || begun.repeated === true;
    log.warn({ err: error, ...about, attempt: job.attempts, final }, "A mail was not sent");
    await settle(begun, { sent: false, reason, final, maybeDelivered });
    measurements.email.publish({ outcome: final ? "failed" : "retried" });
    if (final) return;
    // Not the error itself: the queue stores what is thrown, and the server's reply may quote the link.
    throw new Error(reason);
  }
  measurements.email.publish({ outcome: "sent" });
  await retryUntilRecorded(() => settle(begun, { sent: true }), about);
}

/** Less than the time after which another worker takes the job (db/queue/private-tables.ts). */
const PATIENCE = 240_000;

export const NOT_RECORDED = "A mail has left, and the database can't note it; it is tried again";

/** Waits for a database that is away or read-only: the email was sent, and would be sent again if that weren't recorded. */
async function retryUntilRecorded(
  settle: () => Promise<void>,
  about: Readonly<Record<string, string>>,
): Promise<void> {
  for (let began = 0; ; await pause(500)) {
    try {
      return await settle();
    } catch (error) {
      if (!isUnavailable(error) || (began && Date.now() - began > PATIENCE)) throw error;
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
    throw isUnavailable(error) ? new Unavailable(null) : new Error("What is to be sent could not be read.");
  });
}
