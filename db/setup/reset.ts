import type { DatabaseAddress } from "@/db/connection/connection-problem";
import { checkWritable, connectTo } from "@/db/setup/requirements";

/**
 * Deletes everything in a database, in one transaction, so that a failure deletes nothing. The database itself stays, with
 * its owner, encoding and locale. Waits at most five seconds for sessions that use it.
 * @throws UnusableDatabase if it can't be reached or is read-only
 * @throws the database's own error if a right is missing or a table is in use
 */
export async function reset(address: DatabaseAddress): Promise<void> {
  const client = await connectTo(address);
  try {
    await checkWritable(client, address);
    await client.query(`
      begin;
      set local lock_timeout = '5s';
      drop schema if exists drizzle, graphile_worker, public cascade;
      create schema public;
      create extension pg_trgm;
      create extension btree_gin;
      commit`);
  } finally {
    await client.end();
  }
}
