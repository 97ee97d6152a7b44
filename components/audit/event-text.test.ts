import { expect, it, test } from "vitest";
import { CATALOGS } from "@/i18n/catalogs";
import { translatorFor } from "@/i18n/translator";
import { type AuditAction, DONE_ACTIONS } from "@/lib/audit-actions";
import { ALL_PERMISSIONS } from "@/lib/permissions";
import { eventText } from "./event-text";

const t = translatorFor("en");

function sentenceOf(action: AuditAction, actorName: string | null, subjectName = "grace") {
  return eventText(t, { action, actorName, subjectName, outcome: "done", address: "192.0.2.1" });
}

it("an event is a sentence", () => {
  expect(sentenceOf("invitations.resend", "ada")).toBe("ada resent grace's invitation");
  expect(sentenceOf("groups.create", "ada", "Support")).toBe("ada created the group Support");
});

it("an action of the invitee on their own invitation names them once", () => {
  expect(sentenceOf("invitations.open", "grace")).toBe("grace opened the invitation");
  expect(sentenceOf("invitations.request-new-link", "grace")).toBe("grace requested a new link");
  expect(sentenceOf("invitations.accept", "grace")).toBe("grace accepted the invitation");
  expect(sentenceOf("invitations.decline", "grace")).toBe("grace declined the invitation");
});

it("a new-link request of someone else names the invitee", () => {
  expect(sentenceOf("invitations.request-new-link", null)).toBe(
    "Someone requested a new link for grace's invitation",
  );
  expect(sentenceOf("invitations.request-new-link", "linus")).toBe(
    "linus requested a new link for grace's invitation",
  );
});

it("an event of several users who weren't invited names the first and counts the others", () => {
  const event = { action: "invitations.create", actorName: "ada", outcome: "refused" } as const;
  const textOf = (subjectName: string | null, details: Readonly<Record<string, unknown>>) =>
    eventText(t, { ...event, subjectName, details });
  expect(textOf("grace", { reason: "no-email" })).toBe("ada tried to invite grace");
  expect(textOf("grace, linus", { users: 2 })).toBe("ada tried to invite grace, linus");
  expect(textOf("grace, linus", { users: 1002 })).toBe("ada tried to invite grace, linus and 1,000 more");
  expect(textOf("ada, grace, ken, linus", { users: 4 })).toBe(
    "ada tried to invite ada, grace, ken and 1 more",
  );
  expect(textOf(null, { users: 3 })).toBe("ada tried to invite 3 unknown usernames");
  expect(textOf(null, { reason: "not-a-user-of-parent" })).toBe("ada tried to invite an unknown username");
});

it("an event of a bulk action says what it does to how many", () => {
  const textOf = (kind: string, size: number, subjectName: string | null = null) => {
    const event = { action: "bulk-actions.start", actorName: "ada", outcome: "done", subjectName } as const;
    return eventText(t, { ...event, details: { kind, size } });
  };
  expect(textOf("invite", 1234)).toBe("ada started a bulk invite of 1,234 users");
  expect(textOf("resend", 1)).toBe("ada started a bulk resend of 1 invitation");
  expect(textOf("delete", 2)).toBe("ada started a bulk delete of 2 invitations");
  expect(textOf("delete-organization", 600, "Globex")).toBe(
    "ada started the deletion of Globex with 600 users",
  );
});

it("a denied action names the permission", () => {
  const event = { actorName: "ada", outcome: "refused", subjectName: null } as const;
  expect(eventText(t, { ...event, action: "groups.create" })).toBe(
    "ada was denied permission to create groups",
  );
});

it("an action of another version has its code", () => {
  const event = { actorName: "ada", outcome: "done", subjectName: "Support" } as const;
  expect(eventText(t, { ...event, action: "teams.merge" })).toBe("ada: teams.merge Support");
});

test("every action and every permission has a sentence and a name", () => {
  const { events, actions } = CATALOGS.en.audit;
  const codesIn = (messages: Readonly<Record<string, object>>) =>
    Object.entries(messages).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`));
  expect(codesIn(events.done)).toEqual(expect.arrayContaining([...DONE_ACTIONS]));
  expect(codesIn(actions)).toEqual(expect.arrayContaining([...DONE_ACTIONS]));
  expect(codesIn(events.denied).sort()).toEqual([...ALL_PERMISSIONS].sort());
});
