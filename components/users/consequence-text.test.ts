import { expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { consequenceText } from "./consequence-text";

const t = translatorFor("en", "users");
const common = translatorFor("en", "common");

test.each([
  [0, 0, "No other memberships or invitations are affected."],
  [1, 0, "1 membership in a child organization also ends."],
  [0, 1, "1 pending invitation also ends."],
  [2, 0, "2 memberships in child organizations also end."],
  [1, 1, "1 membership in a child organization and 1 pending invitation also end."],
  [1000, 3, "1,000 memberships in child organizations and 3 pending invitations also end."],
  [1001, 0, "1,000+ memberships in child organizations also end."],
])("%i memberships and %i invitations: %s", (memberships, pendingInvitations, text) => {
  expect(consequenceText(t, common, { memberships, pendingInvitations })).toBe(text);
});
