import { after } from "next/server";
import { cache } from "react";
import { type Session, touchSession } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";
import { auth } from "./auth";
import { noteRequest } from "./current-request";
import { getDb } from "./database";
import { log } from "./log";

/**
 * What the session cookie says. Whether it still holds, the model judges: `findContext` and its like. That it was used is
 * noted after the answer.
 */
export const readSession = cache(async (): Promise<Session | null> => {
  const account = (await auth())?.account;
  if (!account || !isUuid(account.userId) || !isUuid(account.id)) return null;
  noteRequest({ actorId: account.userId });
  after(() => noteUse(account));
  return account;
});

async function noteUse(session: Session): Promise<void> {
  try {
    await touchSession({ db: getDb(), session });
  } catch (error) {
    log.warn({ err: error }, "The use of a session could not be noted.");
  }
}
