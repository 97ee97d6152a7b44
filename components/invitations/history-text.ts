import type { InvitationEvent } from "@/db/invitations/types";
import { formatDay } from "@/lib/dates";

export type HistoryText = {
  /** Null if `action` is a whole sentence. */
  readonly actor: string | null;
  readonly action: string;
  /** Names and reasons, which people wrote. */
  readonly detail?: string;
};

/** An event as the parts of a sentence. Null for events that the history leaves out. */
export function historyText({ action: code, actorName, details }: InvitationEvent): HistoryText | null {
  const actor = actorName ?? "Usher";
  switch (code) {
    case "invitations.create":
      return {
        actor,
        action: "invited",
        detail: [joinedGroups(details).detail, lastDayOf(details)].filter(Boolean).join("; "),
      };
    case "invitations.send":
      return { actor: null, action: "The mail was sent." };
    case "invitations.send-failed":
      return { actor: null, action: "The mail could not be sent:", ...detailOf(details.reason) };
    case "invitations.resend":
      return { actor, action: "sent it again. Links in earlier mails work no longer." };
    case "invitations.open":
      return { actor, action: "opened it for the first time." };
    case "invitations.ask":
      return { actor: actorName ?? "Somebody with the link", action: "asked for a new link." };
    case "invitations.edit":
      return { actor, action: "changed its groups:", detail: groupChanges(details) };
    case "invitations.accept":
      return { actor, action: "accepted it", ...joinedGroups(details) };
    case "invitations.decline":
      return { actor, action: "declined it." };
    case "invitations.delete":
      return { actor, action: "deleted it." };
    case "invitations.end":
      return { actor, action: `ended it: ${END_REASONS[String(details.reason)] ?? "it no longer holds."}` };
    default:
      return null;
  }
}

const END_REASONS: Readonly<Record<string, string>> = {
  replaced: "a newer invitation took its place.",
  "left-parent": "the account is no longer a user of the parent organization.",
  "account-disabled": "the account was disabled.",
};

function joinedGroups({ groups }: InvitationEvent["details"]): { detail?: string } {
  const names = stringsIn(groups);
  return names.length > 0 ? { detail: `into ${names.join(", ")}` } : {};
}

function lastDayOf({ lastDay }: InvitationEvent["details"]): string | null {
  return typeof lastDay === "string" ? `last day ${formatDay(lastDay)}` : null;
}

function groupChanges({ added, removed }: InvitationEvent["details"]): string {
  const [more, fewer] = [stringsIn(added), stringsIn(removed)];
  return [more.length > 0 && `added ${more.join(", ")}`, fewer.length > 0 && `took away ${fewer.join(", ")}`]
    .filter(Boolean)
    .join("; ");
}

function detailOf(value: unknown): { detail?: string } {
  return typeof value === "string" && value ? { detail: value } : {};
}

function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
