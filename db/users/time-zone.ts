import { eq } from "drizzle-orm";
import { record } from "@/db/audit/record";
import type { Database } from "@/db/client";
import { users } from "@/db/schema";
import type { Session } from "@/db/sessions/session";
import { lockOwnAccount } from "./lock-own-account";

/**
 * Sets the time zone of the session's account, null for its browser's. Records nothing if that doesn't change.
 * @throws Forbidden if the session has ended
 */
export async function setTimeZone(call: {
  db: Database;
  session: Session;
  timeZone: string | null;
  address: string;
}): Promise<void> {
  const { db, session, timeZone, address } = call;
  await db.transactionInTurn({ accountId: session.userId }, async (tx) => {
    const { account, cause, subject } = await lockOwnAccount(tx, { session, address });
    if (account.timeZone === timeZone) return;
    await tx.update(users).set({ timeZone }).where(eq(users.id, account.id));
    await record(tx, cause, {
      action: "users.time-zone",
      subject,
      details: { changes: { timeZone: [account.timeZone, timeZone] } },
    });
  });
}
