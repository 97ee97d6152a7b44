import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { isValid, type Session } from "@/db/sessions/session";
import { LOCALES } from "@/i18n/locale";

const preferencesRow = z.object({
  /** Null until the user chooses a language. */
  locale: z.enum(LOCALES).nullable(),
  /** Null for the browser's. */
  timeZone: z.string().nullable(),
});

/** The language and the time zone in which an account sees pages. */
export type Preferences = Readonly<z.infer<typeof preferencesRow>>;

/** @returns the preferences of a session's account; null if the session has ended */
export async function findPreferences(call: { db: Database; session: Session }): Promise<Preferences | null> {
  const [row] = await rowsOf(call.db, preferencesRow)`
    select u.locale, u.time_zone as "timeZone"
    from users u
    where ${isValid(call.session, sql`u`)}`;
  return row ?? null;
}
