import { expect, test } from "vitest";
import { CATALOGS } from "@/i18n/catalogs";
import { translatorFor } from "@/i18n/translator";
import { LIMITS } from "./limits";
import { type RefusalReason, recordedRefusalText, refusalText } from "./refusals";

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
  expect(recordedRefusalText(t, { code: "still-active", organization: "Acme" })).toBe(
    "Acme is active. Disable it first.",
  );
  for (const other of [null, undefined, "left", { code: "toString" }, { code: "of-a-later-version" }, []]) {
    expect(recordedRefusalText(t, other)).toBeNull();
  }
});

test("a stored reason is about the person who was refused, not about the reader", () => {
  const texts = [
    { code: "ungrantable-groups", action: "give", names: ["Editors", "Staff"], more: 3 },
    { code: "ungrantable-permissions", action: "edit", permissions: ["roles.view"] },
    { code: "account-outranks", action: "edit", name: "Grace" },
    { code: "member-outranks", action: "remove", name: "Grace" },
    { code: "cannot-leave", organization: "Acme" },
    { code: "invitation-closed", closed: "signed-out" },
    { code: "limit-reached", limit: "previews", points: 1, left: 0, minutes: 5 },
    { code: "limit-reached", limit: "reset-emails", points: 1, left: 0, minutes: 5 },
  ].map((reason) => recordedRefusalText(t, reason));
  expect(texts).toEqual([
    "Missing permissions for “Editors”, “Staff” and 3 more.",
    "Missing permissions: “View roles and their permissions”.",
    "Missing permissions that Grace has or would get by accepting an invitation.",
    "Missing permissions that Grace has.",
    "Acme manages this account.",
    "The session had ended.",
    "More than 30 previews an hour.",
    "Usher sends up to 20 password emails a day to the same address.",
  ]);
});

test("no stored reason says you", () => {
  const texts = { name: "Ada", organization: "Acme", handle: "acme", reply: "550", reason: "timeout" };
  const parameters = { ...texts, columns: ["name"], max: 1, min: 1, years: 1 };
  const { refusals } = CATALOGS.en;
  const codes = Object.entries(refusals).flatMap(([code, text]) => (typeof text === "string" ? [code] : []));
  const reasons = [
    ...codes.map((code) => ({ ...parameters, code })),
    ...Object.keys(LIMITS).map((limit) => ({ code: "limit-reached", limit })),
  ];
  const toReader = reasons.filter((reason) => /\byou/i.test(recordedRefusalText(t, reason) ?? "you"));
  expect(toReader.map((reason) => ("limit" in reason ? reason.limit : reason.code))).toEqual(NEVER_STORED);
});

/** Refusals of fields, of what doesn't exist, and of requests outside an organization. */
const NEVER_STORED: readonly string[] = [
  "signed-out",
  "signed-out-elsewhere",
  "other-account",
  "password-like-owner",
  "not-a-member",
  "chosen-group-gone",
  "listed-group-gone",
  "listed-role-gone",
  "own-preferences",
  "password-requests-of-account-network",
  "password-requests-of-device",
  "password-requests-of-devices",
];
