import type { InvitationEvent } from "@/db/invitations/types";
import { formatDay } from "@/lib/dates";

export type Told = {
  /** Who did it, before `did`; null where nobody did, and `did` is a sentence. */
  readonly actor: string | null;
  readonly did: string;
  /** Names and reasons: what people have written. */
  readonly detail?: string;
};

/** What happened, as a sentence; null for what a reader of the story need not know. */
export function historyText({ action, actorName, details }: InvitationEvent): Told | null {
  const actor = actorName ?? "Usher";
  switch (action) {
    case "invitations.create":
      return {
        actor,
        did: "invited",
        detail: [into(details).detail, lastDayOf(details)].filter(Boolean).join("; "),
      };
    case "invitations.send":
      return { actor: null, did: "The mail was sent." };
    case "invitations.send-failed":
      return { actor: null, did: "The mail could not be sent:", ...textOf(details.reason) };
    case "invitations.resend":
      return { actor, did: "sent it again. Links in earlier mails work no longer." };
    case "invitations.open":
      return { actor, did: "opened it for the first time." };
    case "invitations.ask":
      return { actor: actorName ?? "Somebody with the link", did: "asked for a new link." };
    case "invitations.edit":
      return { actor, did: "changed its groups:", detail: changes(details) };
    case "invitations.accept":
      return { actor, did: "accepted it", ...into(details) };
    case "invitations.decline":
      return { actor, did: "declined it." };
    case "invitations.delete":
      return { actor, did: "deleted it." };
    case "invitations.end":
      return { actor, did: `ended it: ${END_REASONS[String(details.reason)] ?? "it no longer holds."}` };
    default:
      return null;
  }
}

const END_REASONS: Readonly<Record<string, string>> = {
  replaced: "a newer invitation took its place.",
  "left-parent": "the account is no longer a user of the parent organization.",
  "account-disabled": "the account was disabled.",
};

function into({ groups }: InvitationEvent["details"]): { detail?: string } {
  const names = texts(groups);
  return names.length > 0 ? { detail: `into ${names.join(", ")}` } : {};
}

function lastDayOf({ lastDay }: InvitationEvent["details"]): string | null {
  return typeof lastDay === "string" ? `last day ${formatDay(lastDay)}` : null;
}

function changes({ added, removed }: InvitationEvent["details"]): string {
  const [more, fewer] = [texts(added), texts(removed)];
  return [more.length > 0 && `added ${more.join(", ")}`, fewer.length > 0 && `took away ${fewer.join(", ")}`]
    .filter(Boolean)
    .join("; ");
}

function textOf(value: unknown): { detail?: string } {
  return typeof value === "string" && value ? { detail: value } : {};
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === "string") : [];
}
