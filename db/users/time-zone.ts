import { eq } from "drizzle-orm";
import { record } from "@/db/audit/record";
import { users } from "@/db/schema";
import { changeOwnAccount, type OwnChange } from "./change-own-account";

/**
 * Sets the time zone of the session's account, null for its browser's. Records nothing if that doesn't change.
 * @throws Forbidden if the session has ended; Limited
 */
export async function setTimeZone(call: OwnChange & { readonly timeZone: string | null }): Promise<void> {
  const { timeZone } = call;
  await changeOwnAccount(call, async (tx, { account, cause, subject }) => {
    if (account.timeZone === timeZone) return;
    await tx.update(users).set({ timeZone }).where(eq(users.id, account.id));
    await record(tx, cause, {
      action: "users.time-zone",
      subject,
      details: { changes: { timeZone: [account.timeZone, timeZone] } },
    });
  });
}
