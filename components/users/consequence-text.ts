import type { Consequences } from "@/db/users/consequences";
import type { Translator } from "@/i18n/translator";
import { upTo } from "@/lib/plural";

/** "2 memberships in child organizations and 1 pending invitation also end." */
export function consequenceText(
  t: Translator<"users">,
  common: Translator<"common">,
  { memberships, pendingInvitations: invitations }: Consequences,
): string {
  if (memberships === 0 && invitations === 0) return t("consequences.none");
  const shownMemberships = upTo(common, memberships);
  const shownInvitations = upTo(common, invitations);
  if (invitations === 0) return t("consequences.memberships", { memberships, shownMemberships });
  if (memberships === 0) return t("consequences.invitations", { invitations, shownInvitations });
  return t("consequences.both", { memberships, shownMemberships, invitations, shownInvitations });
}
