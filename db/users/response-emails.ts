import { eq } from "drizzle-orm";
import { record } from "@/db/audit/record";
import type { Database } from "@/db/client";
import { users } from "@/db/schema";
import type { Session } from "@/db/sessions/session";
import { lockOwnAccount } from "./lock-own-account";

/**
 * Sets whether the session's account gets an email when someone it invited accepts or declines. Records nothing if that
 * doesn't change.
 * @throws Forbidden if the session has ended
 */
export async function setResponseEmails(call: {
  db: Database;
  session: Session;
  wanted: boolean;
  address: string;
}): Promise<void> {
  const { db, session, wanted, address } = call;
  await db.transactionInTurn({ accountId: session.userId }, async (tx) => {
    const { account, cause, subject } = await lockOwnAccount(tx, { session, address });
    if (account.wantsResponseEmails === wanted) return;
    await tx.update(users).set({ wantsResponseEmails: wanted }).where(eq(users.id, account.id));
    await record(tx, cause, {
      action: "users.mail",
      subject,
      details: { changes: { responseEmails: [account.wantsResponseEmails, wanted] } },
    });
  });
}
