import type { Activity } from "@/components/activity-list";
import type { Happening } from "@/db/overview/read";

const DID: Record<string, string> = {
  "invitations.create": "invited",
  "invitations.accept": "accepted the invitation",
  "invitations.decline": "declined the invitation",
  "invitations.delete": "deleted the invitation of",
  "invitations.end": "ended the invitation of",
  "invitations.send-failed": "could not send the invitation of",
  "memberships.end": "ended the membership of",
  "users.disable": "disabled the account of",
  "groups.delete": "deleted the group",
  "organizations.disable": "disabled the organization",
};

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
