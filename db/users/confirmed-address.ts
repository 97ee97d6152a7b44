import { type SQL, sql } from "drizzle-orm";

/**
 * Whether an account has an address that its user has confirmed. Otherwise, somebody who can change addresses could have
 * any number of emails about other people sent to anybody. The console shows the same.
 * @param user the SQL alias of a row of users
 * @returns an SQL condition: false also for an account without an address
 */
export function hasConfirmedAddress(user: SQL): SQL {
  return sql`coalesce(lower(${user}.email) = lower(${user}.confirmed_email), false)`;
}
