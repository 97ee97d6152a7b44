import { isUuid } from "@/db/uuid";
import { DONE_ACTIONS } from "@/lib/audit-actions";
import { cutText } from "@/lib/text";
import { isUsername, normalizeUsername } from "@/lib/usernames";
import { AUDIT_OUTCOMES, type AuditFilter } from "./types";

/**
 * Reads the filter from the URL. Ignores invalid values, so that an old or mistyped link still opens the page.
 * @param timeZone of its days: the viewer's
 */
export function readAuditFilter(
  given: Readonly<Record<string, string | undefined>>,
  timeZone: string,
): AuditFilter {
  const person = normalizeUsername(given.person ?? "");
  const object = (given.object ?? "").slice(0, 64).trim().toLowerCase();
  return {
    person: isUsername(person) ? person : null,
    action: DONE_ACTIONS.find((known) => known === given.action) ?? null,
    object: isUuid(object) ? object : null,
    // Links used to have one day.
    from: readDay(given.from ?? given.day ?? ""),
    to: readDay(given.to ?? given.day ?? ""),
    timeZone,
    outcome: AUDIT_OUTCOMES.find((known) => known === given.outcome) ?? null,
    search: cutText(given.q ?? "", 200)
      .replaceAll("\0", "")
      .trim(),
  };
}

/** Null for a day that doesn't exist, like "2026-02-30". */
function readDay(text: string): string | null {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}
