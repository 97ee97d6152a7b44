import { eq } from "drizzle-orm";
import { record } from "@/db/audit/record";
import { users } from "@/db/schema";
import { changeOwnAccount, type OwnChange } from "./change-own-account";

/**
 * Sets whether the session's account gets an email when someone it invited accepts or declines. Records nothing if that
 * doesn't change.
 * @throws Forbidden if the session has ended; Limited
 */
export async function setResponseEmails(call: OwnChange & { readonly wanted: boolean }): Promise<void> {
  const { wanted } = call;
  await changeOwnAccount(call, async (tx, { account, cause, subject }) => {
    if (account.wantsResponseEmails === wanted) return;
    await tx.update(users).set({ wantsResponseEmails: wanted }).where(eq(users.id, account.id));
    await record(tx, cause, {
      action: "users.response-emails",
      subject,
      details: { changes: { responseEmails: [account.wantsResponseEmails, wanted] } },
    });
  });
}
