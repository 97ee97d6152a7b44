import { eq } from "drizzle-orm";
import { record } from "@/db/audit/record";
import type { Database } from "@/db/client";
import { users } from "@/db/schema";
import type { Session } from "@/db/sessions/session";
import type { Locale } from "@/i18n/locale";
import { lockOwnAccount } from "./lock-own-account";

/**
 * Sets the language of the session's account, null for its browser's. Records nothing if that doesn't change.
 * @throws Forbidden if the session has ended
 */
export async function setLanguage(call: {
  db: Database;
  session: Session;
  language: Locale | null;
  address: string;
}): Promise<void> {
  const { db, session, language, address } = call;
  await db.transactionInTurn({ accountId: session.userId }, async (tx) => {
    const { account, cause, subject } = await lockOwnAccount(tx, { session, address });
    if (account.locale === language) return;
    await tx.update(users).set({ locale: language }).where(eq(users.id, account.id));
    await record(tx, cause, {
      action: "users.language",
      subject,
      details: { changes: { language: [account.locale, language] } },
    });
  });
}
