import type { AuditRow } from "@/db/audit/types";
import { AUDIT_ACTIONS } from "@/lib/audit-actions";
import { isPermission, PERMISSIONS } from "@/lib/permissions";
import { plural } from "@/lib/plural";

type EventParts = Pick<AuditRow, "actorName" | "action" | "outcome" | "subjectName"> &
  Partial<Pick<AuditRow, "address" | "details">>;

export type EventText = {
  readonly actor: string;
  /** "changed the groups of", or for a denied action "tried to invite". */
  readonly action: string;
  /** The target. Null if the sentence is complete without it. */
  readonly target: string | null;
};

/** An event as the parts of a sentence. */
export function eventText(row: EventParts): EventText {
  const { action: code, actorName, subjectName } = row;
  const isDone = row.outcome === "done";
  // Without an actor, the event is from Usher itself, or from a request of someone who wasn't signed in.
  const actor = actorName ?? (row.address ? "Somebody" : "Usher");
  const reflexive = (isDone ? REFLEXIVE_ACTIONS : REFLEXIVE_ATTEMPTS)[code];
  if (reflexive && actorName !== null && actorName === subjectName) {
    return { actor, action: reflexive, target: null };
  }
  const action = isDone ? (ACTIONS[code] ?? code) : (ATTEMPTS[code] ?? deniedText(code));
  return { actor, action, target: code.startsWith("bulk-actions.") ? bulkActionText(row) : subjectName };
}

/** A bulk action as the end of a sentence: "inviting 1,234 users". */
function bulkActionText({ subjectName, details = {} }: EventParts): string | null {
  const size = Number(details.size);
  const users = plural(size, "user");
  const invitations = plural(size, "invitation");
  switch (details.kind) {
    case "invite":
      return `inviting ${users}`;
    case "resend":
      return `sending ${invitations} again`;
    case "delete":
      return `deleting ${invitations}`;
    case "delete-organization":
      return `deleting ${subjectName} with ${users}`;
    default:
      return subjectName;
  }
}

const ACTIONS: Readonly<Record<string, string>> = AUDIT_ACTIONS;

/** For an actor who is the target. */
const REFLEXIVE_ACTIONS: Readonly<Record<string, string>> = {
  "invitations.open": "opened the invitation",
  "invitations.ask": "asked for a new link",
  "invitations.accept": "accepted the invitation",
  "invitations.decline": "declined the invitation",
  "memberships.end": "left the organization",
  "passwords.request": "asked for a link to set a password",
  "passwords.set": "set a password",
  "passwords.change": "changed the password",
  "sessions.create": "signed in",
  "sessions.end": "signed out",
};

/** Denied actions. */
const ATTEMPTS: Readonly<Record<string, string>> = {
  "invitations.create": "tried to invite",
  "invitations.resend": "tried to send again the invitation of",
  "invitations.accept": "tried to accept the invitation of",
  "invitations.decline": "tried to decline the invitation of",
  "bulk-actions.stop": "had to stop",
  "organizations.create": "tried to create the organization",
  "passwords.request": "asked in vain for a password link for",
  "passwords.set": "tried to set the password of",
  "passwords.change": "tried to change the password of",
  "sessions.create": "tried to sign in as",
};

/** Denied actions of an actor who is the target. */
const REFLEXIVE_ATTEMPTS: Readonly<Record<string, string>> = {
  "invitations.accept": "tried to accept the invitation",
  "invitations.decline": "tried to decline the invitation",
  "memberships.end": "tried to leave the organization",
  "passwords.change": "tried to change the password",
};

/** "was refused to create groups". */
function deniedText(code: string): string {
  if (!isPermission(code)) return `was refused: ${ACTIONS[code] ?? code}`;
  return `was refused to ${PERMISSIONS[code].replace(/^./, (first) => first.toLowerCase())}`;
}
