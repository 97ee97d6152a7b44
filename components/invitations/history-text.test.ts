import { expect, it } from "vitest";
import type { InvitationEvent } from "@/db/invitations/types";
import { historyText } from "./history-text";

function sentenceOf(action: InvitationEvent["action"], more: Partial<InvitationEvent> = {}) {
  const text = historyText({ id: 1, at: new Date(), action, actorName: "alex", details: {}, ...more });
  return text && [text.actor, text.action, text.detail].filter(Boolean).join(" ");
}

it("events read as sentences", () => {
  expect(sentenceOf("invitations.create", { details: { groups: ["Support", "Keys"] } })).toBe(
    "alex invited into Support, Keys",
  );
  expect(sentenceOf("invitations.create", { details: { groups: ["Support"], lastDay: "2026-12-03" } })).toBe(
    "alex invited into Support; last day 3 Dec 2026",
  );
  expect(sentenceOf("invitations.send-failed", { details: { reason: "550 no such user" } })).toBe(
    "The mail could not be sent: 550 no such user",
  );
  expect(sentenceOf("invitations.edit", { details: { added: ["Support"], removed: ["Keys", "Desk"] } })).toBe(
    "alex changed its groups: added Support; took away Keys, Desk",
  );
  expect(sentenceOf("invitations.end", { details: { reason: "account-disabled" } })).toBe(
    "alex ended it: the account was disabled.",
  );
});

it("a request of someone who is not signed in names nobody", () => {
  expect(sentenceOf("invitations.ask", { actorName: null })).toBe(
    "Somebody with the link asked for a new link.",
  );
});

it("unexpected details are left out", () => {
  expect(sentenceOf("invitations.create", { details: { groups: [1, null, "Support"] } })).toBe(
    "alex invited into Support",
  );
  expect(sentenceOf("invitations.end", { details: {} })).toBe("alex ended it: it no longer holds.");
  expect(sentenceOf("users.edit")).toBeNull();
});
