import { expect, it } from "vitest";
import type { AuditAction } from "@/lib/audit-actions";
import { eventText } from "./event-text";

function told(action: AuditAction, actorName: string | null, subjectName = "grace") {
  const { actor, did, object } = eventText({
    action,
    actorName,
    subjectName,
    outcome: "done",
    address: "192.0.2.1",
  });
  return [actor, did, object].filter(Boolean).join(" ");
}

it("What the invitee does with their own invitation names them once", () => {
  expect(told("invitations.open", "grace")).toBe("grace opened the invitation");
  expect(told("invitations.ask", "grace")).toBe("grace asked for a new link");
  expect(told("invitations.accept", "grace")).toBe("grace accepted the invitation");
  expect(told("invitations.decline", "grace")).toBe("grace declined the invitation");
});

it("Who asks for a new link without being the invitee is told with whose it is", () => {
  expect(told("invitations.ask", null)).toBe("Somebody asked for a new link to the invitation of grace");
  expect(told("invitations.ask", "linus")).toBe("linus asked for a new link to the invitation of grace");
});
