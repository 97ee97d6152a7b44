import type { Translator } from "@/i18n/translator";
import { isolated } from "@/lib/text";
import type { Announcement } from "./usernames-state";

/** What screen readers hear about a change of the usernames. */
export function announcementText(
  t: Translator<"invite.chips.announcements">,
  announcement: Announcement,
): string {
  if ("name" in announcement) return t(announcement.code, { name: isolated(announcement.name) });
  const { added, count } = announcement;
  return added === count ? t("addedMany", { count }) : t("addedSome", { added, count });
}
