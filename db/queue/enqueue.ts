import { type SQL, sql } from "drizzle-orm";
import { REQUEST_ID } from "@/db/connection/transactions";

/** Three days of retries: graphile-worker waits exp(min(attempt, 10)) seconds after each failed attempt. */
const MAX_ATTEMPTS = 21;

/** The priority of emails that people need to sign in. They are sent before all others. */
export const SIGN_IN_PRIORITY = -10;

/** The priority of many emails at once. Others are sent before them. */
export const BULK_EMAIL_PRIORITY = 32_000;

/** An SQL expression, or a string that is sent as a parameter. */
type Value = SQL | string;

/** The tasks that Usher enqueues, with their payloads. The worker's handlers are in app/_server/jobs. */
type Payloads = {
  "send-invitation": { readonly invitationId: Value; readonly round?: Value; readonly keepExpiry?: Value };
  "send-response-email": { readonly invitationId: Value };
  "notify-new-link-requested": { readonly invitationId: Value };
  "send-new-link-request": { readonly invitationId: Value; readonly recipientId: Value };
  "send-membership-end": {
    readonly organizationId: Value;
    readonly userId: Value;
    readonly recipientId: Value;
    readonly ends: Value;
  };
  "send-account-notice": { readonly noticeId: Value };
  "send-password-link": { readonly userId: Value };
  "process-reset-request": {
    readonly root: Value;
    readonly organizationId: Value;
    readonly address: Value;
    readonly userId: Value;
  };
  "run-bulk-action": { readonly bulkActionId: Value };
};

export type EnqueuedTask = keyof Payloads;

type Options = {
  /** A job replaces the one with the same key, unless a worker has started that one. */
  readonly key?: Value;
  /** Jobs in the same queue run one at a time. By default, a job doesn't wait for others. */
  readonly queue?: string;
  /** Jobs with a lower number run first. The default is 0. */
  readonly priority?: number | SQL | undefined;
  /** Each of these rows adds a job: what follows `from` in a select. By default, one job is added. */
  readonly from?: SQL;
};

/**
 * A statement that enqueues jobs, or a step of a larger one (as a CTE, which runs only if the statement reads it). It returns
 * one row, the number of jobs. Each job carries the id of the request that caused it.
 *
 * Without rows, it doesn't call graphile-worker, which would send a notification. Transactions that send one have to commit
 * one after the other.
 */
export function enqueue<Task extends EnqueuedTask>(
  task: Task,
  payload: Payloads[Task],
  { key, queue, priority, from }: Options = {},
): SQL {
  // The fields of graphile_worker.job_spec, in its order.
  const spec = sql`row(
    ${task}::text,
    ${payloadJson(payload)},
    ${queue ?? null}::text,
    null, -- run_at: now
    ${MAX_ATTEMPTS}::int,
    ${key ?? null}::text,
    ${priority ?? null}::int,
    null -- flags
  )::graphile_worker.job_spec`;
  return sql`
    select count(*)
    from (select array_agg(${spec}) as specs ${from ? sql`from ${from}` : sql``}) as batch
    cross join lateral graphile_worker.add_jobs(batch.specs)
    where batch.specs is not null`;
}

function payloadJson(payload: Readonly<Record<string, Value>>): SQL {
  const fields = Object.entries(payload).map(([name, value]) => {
    return sql`${name}::text, ${typeof value === "string" ? sql`${value}::text` : value}`;
  });
  return sql`json_build_object(${sql.join(fields, sql`, `)}, 'requestId', ${REQUEST_ID})`;
}
