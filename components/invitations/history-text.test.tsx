import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { InvitationEvent } from "@/db/invitations/types";
import { translatorFor } from "@/i18n/translator";
import { historyText } from "./history-text";

const translators = {
  t: translatorFor("en", "invitations.history"),
  common: translatorFor("en", "common"),
  emailErrors: translatorFor("en", "email-errors"),
  locale: "en",
};

function sentenceOf(action: InvitationEvent["action"], more: Partial<InvitationEvent> = {}) {
  const event = {
    id: 1,
    at: new Date(),
    action,
    actorName: "alex",
    actorFullName: "Alex Morgan",
    details: {},
    ...more,
  };
  const text = historyText(translators, event);
  if (!text) return null;
  const sentence = renderToStaticMarkup(text.sentence)
    .replace(/<[^>]*>/g, "")
    .replaceAll("&#x27;", "'");
  return [sentence, ...text.details].join(" ");
}

it("events read as sentences", () => {
  expect(sentenceOf("invitations.create", { details: { groups: ["Support", "Keys"] } })).toBe(
    "Alex Morgan created the invitation. Groups: Support, Keys.",
  );
  expect(sentenceOf("invitations.create", { details: { groups: ["Support"], lastDay: "2026-12-03" } })).toBe(
    "Alex Morgan created the invitation. Groups: Support. Member until Dec 3, 2026.",
  );
  const error = { code: "rejected", reply: "550 no such user" };
  expect(sentenceOf("invitations.send-failed", { details: { error } })).toBe(
    "The email couldn't be sent. The mail server rejected the email: 550 no such user",
  );
  expect(sentenceOf("invitations.edit", { details: { added: ["Support"], removed: ["Keys", "Desk"] } })).toBe(
    "Alex Morgan changed the groups. Added: Support. Removed: Keys, Desk.",
  );
  expect(sentenceOf("invitations.edit", { details: { added: ["Support", 190], removed: [] } })).toBe(
    "Alex Morgan changed the groups. Added: Support and 190 more.",
  );
  expect(sentenceOf("invitations.end", { details: { reason: "account-disabled" } })).toBe(
    "The invitation ended because the account was disabled.",
  );
});

it("a request of someone who is not signed in names nobody", () => {
  expect(sentenceOf("invitations.request-new-link", { actorName: null, actorFullName: null })).toBe(
    "Someone with the link requested a new link.",
  );
});

it("somebody who isn't a user here anymore has the username of that time", () => {
  expect(sentenceOf("invitations.delete", { actorFullName: null })).toBe("alex deleted the invitation.");
});

it("unexpected details are left out", () => {
  expect(sentenceOf("invitations.create", { details: { groups: [1, null, "Support"] } })).toBe(
    "Alex Morgan created the invitation. Groups: Support.",
  );
  expect(sentenceOf("invitations.end", { details: {} })).toBe("The invitation ended.");
  expect(sentenceOf("users.edit")).toBeNull();
});
