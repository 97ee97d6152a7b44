import type { AuditRow } from "@/db/audit/types";
import { AUDIT_ACTIONS } from "@/lib/audit-actions";
import { isPermission, PERMISSIONS } from "@/lib/permissions";

type Told = Pick<AuditRow, "actorName" | "action" | "outcome" | "subjectName"> &
  Partial<Pick<AuditRow, "address">>;

export type Sentence = {
  readonly actor: string;
  /** "changed the groups of"; of what was refused, "tried to invite" or "was refused to …". */
  readonly did: string;
  /** To whom or what; null where the sentence is whole without. */
  readonly object: string | null;
};

/** An audit row as a sentence. */
export function eventText(row: Told): Sentence {
  const { action, actorName, subjectName } = row;
  const done = row.outcome === "done";
  // What nobody did comes from Usher itself, or from somebody who was not signed in.
  const actor = actorName ?? (row.address ? "Somebody" : "Usher");
  const own = (done ? DID_OWN : TRIED_OWN)[action];
  if (own && actorName !== null && actorName === subjectName) return { actor, did: own, object: null };
  const did = done ? (DID[action] ?? action) : (TRIED[action] ?? refused(action));
  return { actor, did, object: subjectName };
}

const DID: Readonly<Record<string, string>> = AUDIT_ACTIONS;

/** Of oneself. */
const DID_OWN: Readonly<Record<string, string>> = {
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

/** What is recorded with the one whom it was tried with. */
const TRIED: Readonly<Record<string, string>> = {
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

const TRIED_OWN: Readonly<Record<string, string>> = {
  "invitations.accept": "tried to accept the invitation",
  "invitations.decline": "tried to decline the invitation",
  "memberships.end": "tried to leave the organization",
  "passwords.change": "tried to change the password",
};

/** "was refused to create groups". */
function refused(action: string): string {
  if (!isPermission(action)) return `was refused: ${DID[action] ?? action}`;
  return `was refused to ${PERMISSIONS[action].replace(/^./, (first) => first.toLowerCase())}`;
}
