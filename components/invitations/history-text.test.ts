import { expect, it } from "vitest";
import type { InvitationEvent } from "@/db/invitations/types";
import { historyText } from "./history-text";

function told(action: InvitationEvent["action"], more: Partial<InvitationEvent> = {}) {
  const words = historyText({ id: 1, at: new Date(), action, actorName: "alex", details: {}, ...more });
  return words && [words.actor, words.did, words.detail].filter(Boolean).join(" ");
}

it("What happened reads as sentences", () => {
  expect(told("invitations.create", { details: { groups: ["Support", "Keys"] } })).toBe(
    "alex invited into Support, Keys",
  );
  expect(told("invitations.create", { details: { groups: ["Support"], lastDay: "2026-12-03" } })).toBe(
    "alex invited into Support; last day 3 Dec 2026",
  );
  expect(told("invitations.send-failed", { details: { reason: "550 no such user" } })).toBe(
    "The mail could not be sent: 550 no such user",
  );
  expect(told("invitations.edit", { details: { added: ["Support"], removed: ["Keys", "Desk"] } })).toBe(
    "alex changed its groups: added Support; took away Keys, Desk",
  );
  expect(told("invitations.end", { details: { reason: "account-disabled" } })).toBe(
    "alex ended it: the account was disabled.",
  );
});

it("Who asks without having signed in is nobody known", () => {
  expect(told("invitations.ask", { actorName: null })).toBe("Somebody with the link asked for a new link.");
});

it("What odd details hold is left out", () => {
  expect(told("invitations.create", { details: { groups: [1, null, "Support"] } })).toBe(
    "alex invited into Support",
  );
  expect(told("invitations.end", { details: {} })).toBe("alex ended it: it no longer holds.");
  expect(told("users.edit")).toBeNull();
});
