import { expect, it } from "vitest";
import type { AuditAction } from "@/lib/audit-actions";
import { eventText } from "./event-text";

function sentenceOf(code: AuditAction, actorName: string | null, subjectName = "grace") {
  const { actor, action, target } = eventText({
    action: code,
    actorName,
    subjectName,
    outcome: "done",
    address: "192.0.2.1",
  });
  return [actor, action, target].filter(Boolean).join(" ");
}

it("an action of the invitee on their own invitation names them once", () => {
  expect(sentenceOf("invitations.open", "grace")).toBe("grace opened the invitation");
  expect(sentenceOf("invitations.ask", "grace")).toBe("grace asked for a new link");
  expect(sentenceOf("invitations.accept", "grace")).toBe("grace accepted the invitation");
  expect(sentenceOf("invitations.decline", "grace")).toBe("grace declined the invitation");
});

it("a new-link request of someone else names the invitee", () => {
  expect(sentenceOf("invitations.ask", null)).toBe(
    "Somebody asked for a new link to the invitation of grace",
  );
  expect(sentenceOf("invitations.ask", "linus")).toBe(
    "linus asked for a new link to the invitation of grace",
  );
});

it("an event of a bulk action says what it does to how many", () => {
  const textOf = (kind: string, size: number, subjectName: string | null = null) => {
    const event = { action: "bulk-actions.start", actorName: "ada", outcome: "done", subjectName } as const;
    const { actor, action, target } = eventText({ ...event, details: { kind, size } });
    return [actor, action, target].join(" ");
  };
  expect(textOf("invite", 1234)).toBe("ada started inviting 1,234 users");
  expect(textOf("resend", 1)).toBe("ada started sending 1 invitation again");
  expect(textOf("delete", 2)).toBe("ada started deleting 2 invitations");
  expect(textOf("delete-organization", 600, "Globex")).toBe("ada started deleting Globex with 600 users");
});
