import { type SQL, sql } from "drizzle-orm";
import { causeOfSystem, record } from "@/db/audit/record";
import type { Database } from "@/db/client";
import type { AuditAction } from "@/lib/audit-actions";

/** Why a mail that waits cannot leave now, though nothing is wrong with the mail server. */
export type Deferred = { readonly held: string; readonly sending: number };

/** What became of a sending. `final`: it will not be tried again by itself. */
export type EmailOutcome =
  | { readonly sent: true }
  | {
      readonly sent: false;
      /** What the mail server said, in a line; shown to whoever looks after it. */
      readonly reason: string;
      readonly final: boolean;
      /** The recipient may have it all the same, from this try or an earlier one: the next try must send the same email. */
      readonly maybeDelivered?: boolean;
    };

type Settling = {
  readonly db: Database;
  readonly sending: number;
  readonly outcome: EmailOutcome;
  readonly noun: "invitations" | "passwords";
  /** The update of the row, if it is still this sending; returns `organizationId`, `subjectId` and `username`. */
  readonly update: (change: SQL) => SQL;
};

/** Writes what became of a mail into the row that it is about, and, when it is settled for good, into the audit. */
export async function settleEmail({ db, sending, outcome, noun, update }: Settling): Promise<void> {
  const details = outcome.sent ? {} : { reason: outcome.reason.slice(0, 300) };
  await db.transaction(async (tx) => {
    const [row] = await tx.execute<{ organizationId: string; subjectId: string; username: string }>(
      update(changeOf(outcome)),
    );
    const action = actionOf(noun, outcome);
    if (!row || !action) return;
    await record(tx, causeOfSystem(row.organizationId), {
      action,
      subject: { id: row.subjectId, name: row.username },
      details: { ...details, sending },
    });
  });
}

function changeOf(outcome: EmailOutcome): SQL {
  if (outcome.sent) return sql`email_state = 'sent', email_error = null, sent_at = now()`;
  return sql`email_state = ${outcome.final ? "failed" : "waiting"}, email_error = ${outcome.reason.slice(0, 300)},
    delivery_began_at = case when ${outcome.maybeDelivered ?? false}::boolean then delivery_began_at end`;
}

function actionOf(noun: Settling["noun"], outcome: EmailOutcome): AuditAction | null {
  if (outcome.sent) return `${noun}.send`;
  return outcome.final ? `${noun}.send-failed` : null;
}
