import { type SQL, sql } from "drizzle-orm";
import { test, vi } from "vitest";
import type { Database } from "@/db/client";

/** Tests a race whose outcome depends on the order. */
export function testBothOrders(name: string, run: (reversed: boolean) => Promise<void>): void {
  test.each([
    ["in this order", false],
    ["in the other order", true],
  ])(`${name} (%s)`, (_, reversed) => run(reversed));
}

type Command = () => Promise<unknown>;
type Results<Commands extends readonly Command[]> = {
  -readonly [At in keyof Commands]: PromiseSettledResult<Awaited<ReturnType<Commands[At]>>>;
};
type Options = {
  /** Starts the commands in reverse order. */
  readonly reversed?: boolean;
  /** A statement whose locks stop the commands. By default they stop before they commit. */
  readonly lock?: SQL;
};

/**
 * Runs commands in the interleaving that shows a missing lock or check: each command stops before it commits, or where it
 * waits for a lock, and then the next one starts. When all of them have stopped, they continue.
 * @returns their results, in the order given
 */
export async function race<const Commands extends readonly Command[]>(
  db: Database,
  commands: Commands,
  { reversed = false, lock }: Options = {},
): Promise<Results<Commands>> {
  if (!lock) await prepareCommitLocks(db);
  const { running } = await db.transaction(async (tx) => {
    await tx.execute(lock ?? lockCommits);
    const running: Promise<PromiseSettledResult<unknown>>[] = [];
    let unfinished = 0;
    for (const command of reversed ? commands.toReversed() : commands) {
      unfinished++;
      running.push(
        Promise.allSettled([command()]).then(([result]) => {
          unfinished--;
          return result;
        }),
      );
      await vi.waitUntil(async () => (await countBlocked(db)) >= unfinished, WAIT);
    }
    return { running };
  });
  const results = await Promise.all(running);
  return (reversed ? results.toReversed() : results) as Results<Commands>;
}

/** Waits until this many connections to the database are blocked by a lock. */
export async function waitUntilBlocked(db: Database, count = 1): Promise<void> {
  await vi.waitUntil(async () => (await countBlocked(db)) >= count, WAIT);
}

const WAIT = { timeout: 20_000, interval: 5 };

async function countBlocked(db: Database): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count
    from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and wait_event_type = 'Lock'`);
  return row?.count ?? 0;
}

/** Separates these advisory locks from all others. */
const NAMESPACE = sql.raw("5470817");

/** Leaves out tables that are written outside a command's transaction, by its limits or by the test. */
const lockCommits = sql`
  select pg_advisory_xact_lock(${NAMESPACE}, oid::int)
  from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('rate_limits', 'sessions')`;

const prepared = new WeakSet<Database>();

/** Adds a trigger to each table. Transactions that have written to the table wait for its lock before they commit. */
async function prepareCommitLocks(db: Database): Promise<void> {
  if (prepared.has(db)) return;
  prepared.add(db);
  await db.execute(sql`
    create function wait_before_commit() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(${NAMESPACE}, tg_relid::int);
      return null;
    end $$`);
  await db.execute(sql`
    do $$
    declare name text;
    begin
      for name in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
        execute format(
          'create constraint trigger wait_before_commit after insert or update or delete on %I
            deferrable initially deferred for each row execute function wait_before_commit()',
          name
        );
      end loop;
    end $$`);
}
