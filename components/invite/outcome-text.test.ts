import { expect, test } from "vitest";
import { failedUsernames, outcomeSummary, outcomeText } from "./outcome-text";

const grace = { username: "grace", outcome: "invited" } as const;
const nobody = { username: "nobody", outcome: "not-a-user-of-parent" } as const;

test("the summary counts who was invited and who was not", () => {
  expect(outcomeSummary([grace, nobody])).toBe("1 invited, 1 not");
  expect(outcomeSummary([grace])).toBe("1 invited");
  expect(outcomeSummary([nobody])).toBe("0 invited, 1 not");
});

test("the usernames that were not invited can be tried again", () => {
  expect(failedUsernames([grace, nobody])).toEqual(["nobody"]);
});

test("the outcome names the parent", () => {
  expect(outcomeText(nobody.outcome, "Meridian Group")).toBe("not a user of Meridian Group");
});
