import { expect, it } from "vitest";
import { resendSummary, resendText } from "./resend-text";

const grace = { id: "1", username: "grace", name: "Grace Holloway" };
const now = new Date("2026-11-26T14:02:00Z");

it("the next possible resend is a time, or a date if it is a day away", () => {
  const lastAt = new Date("2026-11-26T14:00:00Z");
  expect(
    resendText({ ...grace, outcome: "too-soon", lastAt, from: new Date("2026-11-26T14:05:00Z") }, now),
  ).toBe("Sent 2 minutes ago. You can send it again at 14:05 UTC.");
  expect(
    resendText({ ...grace, outcome: "too-often", lastAt, from: new Date("2026-11-27T09:10:00Z") }, now),
  ).toBe(
    "Sent again 3 times within a day, last 2 minutes ago. You can send it again on 27 Nov 2026, 09:10 UTC.",
  );
});

it("groups that the inviter can't grant are named", () => {
  expect(resendText({ ...grace, outcome: "ungrantable", groups: ["Administrators", "Keys"] }, now)).toBe(
    "It carries “Administrators”, “Keys”, which you cannot give.",
  );
});

it("the summary counts which were resent and which were not", () => {
  const sent = { ...grace, outcome: "sent" } as const;
  const ended = { ...grace, outcome: "ended" } as const;
  expect(resendSummary([sent])).toBe("1 invitation sent again.");
  expect(resendSummary([ended])).toBe("Not sent again.");
  expect(resendSummary([sent, ended, sent, ended, sent])).toBe("3 sent again, 2 not");
});
