import type { Activity } from "@/components/activity-list";
import { AUDIT_ACTIONS } from "@/db/audit/actions";
import type { Happening } from "@/db/overview/read";

const DID: Readonly<Record<string, string>> = AUDIT_ACTIONS;

const BY_THE_INVITEE = ["invitations.accept", "invitations.decline"];

/** An audit row as a line that reads as a sentence. */
export function inWords({ id, at, actorName, action, subjectName, details }: Happening): Activity {
  const groups = Array.isArray(details.groups)
    ? details.groups.filter((name) => typeof name === "string")
    : [];
  return {
    id: String(id),
    at,
    actor: actorName ?? "Usher",
    did: DID[action] ?? action,
    object: BY_THE_INVITEE.includes(action) ? null : subjectName,
    ...(groups.length > 0 && { detail: `into ${groups.join(", ")}` }),
  };
}
