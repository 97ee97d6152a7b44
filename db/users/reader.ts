import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { LOCALES } from "@/i18n/locale";

/** The language and the time zone in which the recipient reads an email. */
export const readerRow = z.object({ locale: z.enum(LOCALES), timeZone: z.string() });

/**
 * The reader's language and time zone: the account's if it has chosen one, else the organization's.
 * @param user the SQL alias of the row of users, which can be missing
 * @param organization the SQL alias of the row of organizations
 */
export function readerOf(user: SQL, organization: SQL): SQL {
  return sql`json_build_object(
    'locale', coalesce(${user}.locale, ${organization}.default_locale),
    'timeZone', coalesce(${user}.time_zone, ${organization}.time_zone)
  )`;
}
