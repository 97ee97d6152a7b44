import { cookies } from "next/headers";
import { cache } from "react";
import { findPreferences, type Preferences } from "@/db/users/preferences";
import { TIME_ZONE_COOKIE } from "@/lib/time-zone-cookie";
import { readTimeZone } from "@/lib/time-zones";
import { getDb } from "./database";
import { orNull } from "./or-null";
import { findSession } from "./session";

/** The preferences of the viewer's account. Null for visitors, and while the database is unreachable or slow. */
export const readPreferences = cache(async (): Promise<Preferences | null> => {
  const session = await findSession();
  if (!session) return null;
  return await orNull(findPreferences({ db: getDb(), session }));
});

/** The time zone in which the viewer sees times: the account's, else the browser's, else UTC. */
export async function viewerTimeZone(): Promise<string> {
  return (await readPreferences())?.timeZone ?? readTimeZone(await browserTimeZone()) ?? "UTC";
}

/** From a cookie that the browser's script sets, so it isn't trusted. UTC before that. */
export async function browserTimeZone(): Promise<string> {
  return (await cookies()).get(TIME_ZONE_COOKIE)?.value ?? "UTC";
}
