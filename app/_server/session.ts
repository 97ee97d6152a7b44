import { after } from "next/server";
import { cache } from "react";
import { Refusal } from "@/db/errors";
import { type Session, touchSession } from "@/db/sessions/session";
import { isUuid } from "@/db/uuid";
import { auth } from "./auth";
import { logFailure } from "./availability";
import { currentRequest, noteRequest } from "./current-request";
import { getDb } from "./database";

/**
 * The session that the cookie names. Commands and queries check that it is still valid. Its use is recorded after the
 * response, unless the page refreshes itself.
 */
export const readSession = cache(async (): Promise<Session | null> => {
  noteRequest({ isReached: true });
  const account = await findSession();
  if (!account) return null;
  noteRequest({ actorId: account.userId });
  if (!currentRequest()?.isUnattended) after(() => recordUse(account));
  return account;
});

/** The same without recording a use. */
export async function findSession(): Promise<Session | null> {
  const account = (await auth())?.account;
  return account && isUuid(account.userId) && isUuid(account.id) ? account : null;
}

/**
 * The session, if it belongs to the account for which the page was rendered. Another account may have signed in since, in
 * another tab.
 * @param accountId bound by the page, and sent by the client
 */
export async function requireSessionOf(accountId: unknown): Promise<Session> {
  const session = await readSession();
  if (!session) throw new SignedOut();
  if (session.userId !== accountId) throw new OtherAccount();
  return session;
}

export class SignedOut extends Refusal {
  readonly kind = "forbidden";
  constructor() {
    super({ code: "signed-out-elsewhere" });
  }
}

export class OtherAccount extends Refusal {
  readonly kind = "forbidden";
  constructor() {
    super({ code: "other-account" });
  }
}

async function recordUse(session: Session): Promise<void> {
  try {
    await touchSession({ db: getDb(), session });
  } catch (error) {
    await logFailure(error, "The use of a session could not be noted.");
  }
}
