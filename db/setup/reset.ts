import type { DatabaseAddress } from "@/db/connection/connection-problem";
import { connectTo } from "@/db/setup/requirements";

/**
 * Deletes everything in a database, in one transaction: what can't be made again isn't deleted. The database itself, with
 * its owner, encoding and locale, stays. Waits five seconds at most for sessions that use it.
 * @throws UnusableDatabase when it can't be reached
 * @throws the database's own error, with nothing deleted, when a right is missing or a table is in use
 */
export async function reset(address: DatabaseAddress): Promise<void> {
  const client = await connectTo(address);
  try {
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
