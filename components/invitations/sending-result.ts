import type { InvitationRow } from "@/db/invitations/types";
import type { Translator } from "@/i18n/translator";
import { isolated } from "@/lib/text";

/**
 * The result of sending emails that were waiting, as a sentence; null while all of them wait.
 * @param waited invitations whose email was waiting before
 */
export function sendingResult(
  t: Translator<"invitations.sent">,
  waited: readonly Pick<InvitationRow, "name" | "delivery">[],
): string | null {
  const sent = waited.filter(({ delivery }) => delivery.state === "sent");
  const failed = waited.filter(({ delivery }) => delivery.state === "failed");
  const [first] = failed.length > 0 ? failed : sent;
  if (!first) return null;
  const name = isolated(first.name);
  if (failed.length === 0) return sent.length === 1 ? t("one", { name }) : t("many", { count: sent.length });
  if (sent.length > 0) return t("someFailed", { count: sent.length, failed: failed.length });
  return failed.length === 1 ? t("oneFailed", { name }) : t("manyFailed", { count: failed.length });
}
