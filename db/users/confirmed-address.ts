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

/**
 * Whether somebody has set an account's password, with the link that was sent to its address. Until then, whoever created the
 * account may have given it the address of somebody else.
 * @param user the SQL alias of a row of users
 */
export function isActivated(user: SQL): SQL {
  return sql`${user}.password_hash is not null`;
}
