import { after } from "next/server";
import { cache } from "react";
import { type Session, touchSession } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";
import { auth } from "./auth";
import { noteRequest } from "./current-request";
import { getDb } from "./database";
import { log } from "./log";

/**
 * The session that the cookie names. Commands and queries check that it is still valid. Its use is recorded after the
 * response.
 */
export const readSession = cache(async (): Promise<Session | null> => {
  const account = (await auth())?.account;
  if (!account || !isUuid(account.userId) || !isUuid(account.id)) return null;
  noteRequest({ actorId: account.userId });
  after(() => recordUse(account));
  return account;
});

async function recordUse(session: Session): Promise<void> {
  try {
    await touchSession({ db: getDb(), session });
  } catch (error) {
    log.warn({ err: error }, "The use of a session could not be noted.");
  }
}
