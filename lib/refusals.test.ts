import { expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { type RefusalReason, refusalText, storedRefusalText } from "./refusals";

const t = translatorFor("en");

test("a reason becomes a sentence with its parameters", () => {
  expect(refusalText(t, { code: "not-a-member" })).toBe("You aren't a user of this organization.");
  expect(refusalText(t, { code: "still-active", organization: "Acme" })).toBe(
    "Acme is active. Disable it first.",
  );
  expect(
    refusalText(t, { code: "ungrantable-permissions", action: "take-away", permissions: ["roles.view"] }),
  ).toBe("You can't remove “View roles and their permissions” because you don't have this permission.");
});

test("a reason with many names shows the first ten", () => {
  const names = Array.from({ length: 1010 }, (_, at) => `Group ${at}`);
  expect(refusalText(t, { code: "ungrantable-groups", action: "give", names })).toBe(
    "You can't assign “Group 0”, “Group 1”, “Group 2”, “Group 3”, “Group 4”, “Group 5”, “Group 6”, “Group 7”, " +
      "“Group 8”, “Group 9” and 1,000 more because these groups have permissions that you don't have.",
  );
});

test("a limit says how many are left and when to try again", () => {
  const reached = { code: "limit-reached", limit: "password-links-sent", points: 1 } as const;
  expect(refusalText(t, { ...reached, left: 0, minutes: 1 })).toMatch(/same user\. Try again in 1 minute\.$/);
  expect(refusalText(t, { ...reached, left: 2, minutes: 121 })).toMatch(
    /You have 2 left\. Choose fewer, or try again in 3 hours\.$/,
  );
  expect(refusalText(t, { ...reached, points: 6, left: 2, minutes: 1 })).toMatch(
    /You have 2 left\. Choose fewer\.$/,
  );
  expect(refusalText(t, { ...reached, points: 6, left: 0, minutes: 1 })).toMatch(
    /same user\. Choose fewer, and try again in 1 minute\.$/,
  );
});

test("a wrong code, and a wrong or missing parameter, are type errors", () => {
  const wrong: RefusalReason[] = [
    // @ts-expect-error there is no such code
    { code: "no-such-code" },
    // @ts-expect-error its organization is missing
    { code: "still-active" },
    // @ts-expect-error its action is wrong
    { code: "administrator-role", name: "Administrator", action: "enable" },
    // @ts-expect-error it has no parameters
    { code: "not-a-member", organization: "Acme" },
  ];
  expect(wrong).toHaveLength(4);
});

test("a stored reason has a text, unless another version stored it", () => {
  expect(storedRefusalText(t, { code: "signed-out" })).toBe("You're signed out. Sign in and try again.");
  for (const other of [null, undefined, "left", { code: "toString" }, { code: "of-a-later-version" }, []]) {
    expect(storedRefusalText(t, other)).toBeNull();
  }
});
