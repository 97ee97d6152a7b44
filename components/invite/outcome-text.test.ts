import { expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { failedOutcomes, failureReasons, outcomeSummary, outcomeText } from "./outcome-text";

const texts = translatorFor("en", "invite.outcomes");
const t = translatorFor("en", "invite.result");
const grace = { username: "grace", outcome: "invited" } as const;
const nobody = { username: "nobody", outcome: "not-a-user-of-parent" } as const;

test("the summary counts who was invited and who was not", () => {
  expect(outcomeSummary(t, [grace, nobody])).toBe("1 invited, 1 couldn't be invited");
  expect(outcomeSummary(t, [grace])).toBe("1 invited");
  expect(outcomeSummary(t, [nobody])).toBe("0 invited, 1 couldn't be invited");
  expect(outcomeSummary(t, [...Array<typeof grace>(8_600).fill(grace), nobody])).toBe(
    "8,600 invited, 1 couldn't be invited",
  );
});

test("those who were not invited keep the reason, to be tried again", () => {
  const failed = failedOutcomes([grace, nobody]);
  expect([...failureReasons(texts, failed, "Meridian Group")]).toEqual([
    ["nobody", "Not a user of Meridian Group"],
  ]);
});

test("the outcome names the parent", () => {
  expect(outcomeText(texts, nobody.outcome, "Meridian Group")).toBe("Not a user of Meridian Group");
});

test("who was emailed too often can be invited after 24 hours, which can be later than tomorrow", () => {
  expect(outcomeText(texts, "too-often", "Meridian Group")).toBe(
    "Too many emails within 24 hours. Wait 24 hours and try again.",
  );
});
