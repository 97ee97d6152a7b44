import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { customType, timestamp } from "drizzle-orm/pg-core";
import { LOCALES } from "@/i18n/locale";

/** With milliseconds, like a `Date`, so that a time that was read compares equal to the stored one. */
export const timestamptz = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** For check constraints. */
export function isLocale(column: AnyColumn): SQL {
  return sql`${column} in (${sql.raw(LOCALES.map((locale) => `'${locale}'`).join(", "))})`;
}
