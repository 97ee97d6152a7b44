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
