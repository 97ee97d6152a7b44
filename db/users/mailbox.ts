import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { parseEmailAddress } from "@/lib/email-address";

/**
 * The mailbox that an address probably belongs to, so that limits count all its spellings together. Most mail servers ignore
 * the case of an address and everything after a plus. Gmail also ignores dots and has two domains.
 */
export function mailboxOf(address: string): string {
  const mailbox = (parseEmailAddress(address) ?? address).toLowerCase().replace(/\+[^@]*@/, "@");
  const [, gmail] = /^(.+)@g(?:oogle)?mail\.com$/.exec(mailbox) ?? [];
  return gmail ? `${gmail.replaceAll(".", "")}@gmail.com` : mailbox;
}

/**
 * The same for a stored address. Changing this expression changes a generated column, so drizzle-kit writes a migration that
 * fills it again.
 * @param address an SQL expression
 */
export function mailboxInSql(address: SQLWrapper): SQL {
  const mailbox = sql`regexp_replace(lower(${address}), '[+][^@]*@', '@')`;
  return sql`case
    when ${mailbox} ~ '@g(oogle)?mail[.]com$' then replace(split_part(${mailbox}, '@', 1), '.', '') || '@gmail.com'
    else ${mailbox}
  end`;
}
