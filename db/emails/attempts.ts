import { type SQL, sql } from "drizzle-orm";

/** What a try to send an email knows about the sending that it belongs to. */
export type StartedAttempt = {
  /** When the sending began: the email carries this time, whichever try delivers it. */
  readonly beganAt: Date;
  /** An earlier try may have delivered this email. */
  readonly repeated: boolean;
};

/** Whether an earlier try of the row's sending may have delivered its email, so that the next one must repeat it. */
export function isRepeated(row: SQL): SQL {
  return sql`(${row}.delivery_began_at is not null and ${row}.expires_at > now())`;
}

/** When the sending began that is now tried. A link that expired while it waited begins again: nobody could use it. */
export function beganAt(row: SQL): SQL {
  return sql`(case when ${isRepeated(row)} then ${row}.delivery_began_at else now() end)`;
}
