import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { causeOfSystem, record } from "@/db/audit/record";
import type { Database } from "@/db/client";
import { toJson } from "@/db/json";
import { rowsOf } from "@/db/rows";
import type { DeferReason, EmailError } from "@/lib/email-errors";

/** What an attempt to send an email knows about its sending. */
export type StartedAttempt = {
  /** When the first attempt began. Every attempt's email carries this time. */
  readonly beganAt: Date;
  /** Whether an earlier attempt may have delivered this email. */
  readonly repeated: boolean;
};

/** An email that can't be sent now. */
export type Deferred = { readonly deferReason: DeferReason; readonly sending: number };

export type EmailOutcome =
  | { readonly sent: true }
  | {
      readonly sent: false;
      /** Shown to administrators. */
      readonly error: EmailError;
      /** Whether there won't be another attempt. */
      readonly final: boolean;
      /** Whether this attempt or an earlier one may have delivered the email. The next one must then send the same email. */
      readonly maybeDelivered?: boolean;
    };

/**
 * Whether an earlier attempt may have delivered the email of a row. If so, the next attempt must send the same email.
 * @param row the SQL alias of a row of invitations or password_links
 */
export function isRepeated(row: SQL): SQL {
  return sql`(${row}.delivery_began_at is not null and ${row}.expires_at > now())`;
}

/** When the sending of a row began. Now, if no attempt can have delivered the email, or if its link has expired. */
export function beganAt(row: SQL): SQL {
  return sql`(case when ${isRepeated(row)} then ${row}.delivery_began_at else now() end)`;
}

type Settled = {
  readonly db: Database;
  readonly sending: number;
  readonly outcome: EmailOutcome;
  readonly noun: "invitations" | "passwords";
  /** Updates the row if `sending` is its current one. Returns `organizationId`, `subjectId` and `username`. */
  readonly update: (change: SQL) => SQL;
};

/** Updates the row that an email is about, and writes an audit event once it is sent or has failed for good. */
export async function recordEmailOutcome({ db, sending, outcome, noun, update }: Settled): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await rowsOf(
      tx,
      z.object({ organizationId: z.string(), subjectId: z.string(), username: z.string() }),
    )`${update(changeFor(outcome))}`;
    if (!row) return;
    const cause = causeOfSystem(row.organizationId);
    const subject = { id: row.subjectId, name: row.username };
    if (outcome.sent) {
      await record(tx, cause, { action: `${noun}.send`, subject, details: { sending } });
    } else if (outcome.final) {
      const details = { sending, error: outcome.error };
      await record(tx, cause, { action: `${noun}.send-failed`, subject, details });
    }
  });
}

function changeFor(outcome: EmailOutcome): SQL {
  if (outcome.sent) return sql`email_state = 'sent', email_error = null, sent_at = now()`;
  return sql`
    email_state = ${outcome.final ? "failed" : "waiting"},
    email_error = ${toJson(outcome.error)}::jsonb,
    delivery_began_at = case when ${outcome.maybeDelivered ?? false}::boolean then delivery_began_at end`;
}
