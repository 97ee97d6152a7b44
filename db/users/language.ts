import { eq } from "drizzle-orm";
import { record } from "@/db/audit/record";
import { users } from "@/db/schema";
import type { Locale } from "@/i18n/locale";
import { changeOwnAccount, type OwnChange } from "./change-own-account";

/**
 * Sets the language of the session's account, null for its browser's. Records nothing if that doesn't change.
 * @throws Forbidden if the session has ended; Limited
 */
export async function setLanguage(call: OwnChange & { readonly language: Locale | null }): Promise<void> {
  const { language } = call;
  await changeOwnAccount(call, async (tx, { account, cause, subject }) => {
    if (account.locale === language) return;
    await tx.update(users).set({ locale: language }).where(eq(users.id, account.id));
    await record(tx, cause, {
      action: "users.language",
      subject,
      details: { changes: { language: [account.locale, language] } },
    });
  });
}
