import { isUuid } from "@/db/uuid";
import { AUDIT_ACTIONS, type AuditAction } from "@/lib/audit-actions";
import { isUsername, normalizeUsername } from "@/lib/usernames";
import { AUDIT_OUTCOMES, type AuditFilter } from "./types";

/** Reads the filter from the URL. Ignores invalid values, so that an old or mistyped link still opens the page. */
export function readAuditFilter(given: Readonly<Record<string, string | undefined>>): AuditFilter {
  const person = normalizeUsername(given.person ?? "");
  const object = (given.object ?? "").slice(0, 64).trim().toLowerCase();
  return {
    person: isUsername(person) ? person : null,
    action: RECORDED_ACTIONS.find((known) => known === given.action) ?? null,
    object: isUuid(object) ? object : null,
    day: isDay(given.day ?? "") ? (given.day ?? null) : null,
    outcome: AUDIT_OUTCOMES.find((known) => known === given.outcome) ?? null,
    search: (given.q ?? "").slice(0, 200).replaceAll("\0", "").trim(),
  };
}

// Object.keys returns string[], but the table has no other keys.
const RECORDED_ACTIONS = Object.keys(AUDIT_ACTIONS) as AuditAction[];

/** Whether the day exists: "2026-02-30" doesn't. */
function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
