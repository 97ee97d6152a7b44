import { expect, it } from "vitest";
import { timesFor } from "@/components/ui/use-times";
import { translatorFor } from "@/i18n/translator";
import { resendSummary, resendText } from "./resend-text";

const grace = { id: "1", username: "grace", name: "Grace Holloway" };
const t = translatorFor("en", "invitations.resend");
const common = translatorFor("en", "common");
const times = timesFor(common, { locale: "en", timeZone: "America/Los_Angeles" });
const translators = { t, common, times };
const now = new Date("2026-11-26T14:02:00Z");

it("the next possible resend is a time, or a date if it is a day away", () => {
  const lastAt = new Date("2026-11-26T14:00:00Z");
  expect(
    resendText(
      translators,
      { ...grace, outcome: "too-soon", lastAt, from: new Date("2026-11-26T14:05:00Z") },
      now,
    ),
  ).toBe("Sent 2 minutes ago. You can resend it at 6:05 AM PST.");
  expect(
    resendText(
      translators,
      { ...grace, outcome: "too-often", lastAt, from: new Date("2026-11-27T09:10:00Z") },
      now,
    ),
  ).toBe("Too many emails within 24 hours. You can resend it on Nov 27, 2026, 1:10 AM PST.");
});

it("groups that the inviter can't grant are named", () => {
  expect(
    resendText(
      translators,
      { ...grace, outcome: "ungrantable", groups: ["Administrators", "Keys"], moreGroups: 0 },
      now,
    ),
  ).toBe("You can't assign “Administrators”, “Keys”.");
});

it("the summary counts which were resent and which were not", () => {
  const sent = { ...grace, outcome: "sent" } as const;
  const ended = { ...grace, outcome: "ended" } as const;
  expect(resendSummary(t, [sent])).toBe("Resending 1 invitation…");
  expect(resendSummary(t, [ended])).toBe("The invitation couldn't be resent.");
  expect(resendSummary(t, [sent, ended, sent, ended, sent])).toBe(
    "Resending 3 invitations. 2 couldn't be resent.",
  );
});
