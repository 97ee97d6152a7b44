import { expect, test } from "vitest";
import { consequenceText } from "./consequence-text";

test.each([
  [0, 0, "Nothing else ends with it."],
  [1, 0, "1 membership in an organization below ends with it."],
  [0, 1, "1 pending invitation ends with it."],
  [2, 0, "2 memberships in organizations below end with it."],
  [1, 1, "1 membership in an organization below and 1 pending invitation end with it."],
  [1000, 3, "1,000 memberships in organizations below and 3 pending invitations end with it."],
  [1001, 0, "1,000+ memberships in organizations below end with it."],
])("%i memberships and %i invitations: %s", (memberships, pendingInvitations, text) => {
  expect(consequenceText({ memberships, pendingInvitations })).toBe(text);
});
