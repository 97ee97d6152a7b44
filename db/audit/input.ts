import { isUuid } from "@/db/uuid";
import { AUDIT_ACTIONS, type AuditAction } from "@/lib/audit-actions";
import { isUsername, normalizeUsername } from "@/lib/usernames";
import { AUDIT_OUTCOMES, type AuditFilter } from "./types";

/** What an address asks for; what is not understood reads as if it were not there. */
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

// Safe: these are the keys of the table, and no others.
const RECORDED_ACTIONS = Object.keys(AUDIT_ACTIONS) as AuditAction[];

/** A day that there is: "2026-02-30" is none. */
function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
