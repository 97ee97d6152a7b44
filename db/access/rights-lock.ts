import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { uuids } from "@/db/uuid";

/** Keeps these advisory locks apart from all others. */
const NAMESPACE = sql.raw("5470816");

type Rights = {
  /** Ids of accounts and organizations whose rights the transaction relies on: shared. */
  readonly relied?: readonly string[];
  /** Ids of accounts and organizations whose rights it revokes: exclusive. */
  readonly revoked?: readonly string[];
};

/**
 * A statement that locks rights until the transaction ends, so that they can't be revoked while a command relies on them.
 * It must be the first of its transaction: taking these locks before all row locks, in the order of their ids, avoids
 * deadlocks. Check the rights in a later statement, which sees what was committed while this one waited.
 */
export function rightsLock({ relied = [], revoked = [] }: Rights): SQL {
  const locks = new Map([
    ...relied.map((id) => [id, false] as const),
    ...revoked.map((id) => [id, true] as const),
  ]);
  return sql`
    select case
      when locks.revoked then pg_advisory_xact_lock(${keyOf(sql`locks.id`)})
      else pg_advisory_xact_lock_shared(${keyOf(sql`locks.id`)})
    end
    from (
      select id, revoked
      from unnest(${uuids([...locks.keys()])}, ${sql.param([...locks.values()])}::boolean[]) as requested (id, revoked)
      order by id
    ) as locks`;
}

/** Runs `rightsLock`. */
export async function lockRights(tx: Transaction, rights: Rights): Promise<void> {
  await tx.execute(rightsLock(rights));
}

/** The same for rights that a query finds, shared. @param ids a select of one column `id` */
export function rightsLockFor(ids: SQL): SQL {
  return sql`
    select pg_advisory_xact_lock_shared(${keyOf(sql`locks.id`)})
    from (select distinct id from (${ids}) as found order by id) as locks`;
}

function keyOf(id: SQL): SQL {
  return sql`hashtextextended(${id}::text, ${NAMESPACE})`;
}
