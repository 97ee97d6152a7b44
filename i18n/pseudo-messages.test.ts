import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { PSEUDO_LOCALE } from "./locale";
import { pseudoMessage, pseudoText } from "./pseudo-messages";

test.each([
  ["Invite Parent User", "ÍÍñṽííţţéé Þááŕééñţţ ÚÚšééŕ"],
  ["Invited by <name>{inviter}</name>", "ÍÍñṽííţţééđ ƀý <name>{inviter}</name>"],
  [
    "{count, plural, one {# user} other {# users}} left",
    "{count, plural, one {# úúšééŕ} other {# úúšééŕš}} ļééƒţţ",
  ],
  ["{n, number}", "{n, number}"],
  ["{kind, select, a {x {name} y} other {}}", "{kind, select, a {ẋ {name} ý} other {}}"],
  ["It’s '{raw}' text", "ÍÍţţ’š '{raw}' ţţééẋţţ"],
])("the pseudo-locale writes %j as %j", (message, expected) => {
  expect(pseudoText(message)).toBe(expected);
});

test("the pseudo-locale is about 40 % longer than English", () => {
  const english = "If you still want to join, ask an administrator to invite you again.";
  const ratio = pseudoText(english).length / english.length;
  expect(ratio).toBeGreaterThan(1.35);
  expect(ratio).toBeLessThan(1.5);
});

test("messages of the pseudo-locale take the same arguments", () => {
  const messages = { text: pseudoText("{count, plural, one {# user} other {# users}} of <b>{name}</b>") };
  const t = createTranslator({ locale: PSEUDO_LOCALE, messages, timeZone: "UTC" });
  expect(t.markup("text", { count: 3, name: "Acme", b: (text) => `<b>${text}</b>` })).toBe(
    "3 úúšééŕš óóƒ <b>Acme</b>",
  );
});

test("compiled messages are accented like their texts", () => {
  expect(pseudoMessage(["Hi ", ["name"], "!"])).toEqual(["Ĥíí ", ["name"], "!"]);
  expect(pseudoMessage([["count", 2, { one: [0, " user"], other: "users" }]])).toEqual([
    ["count", 2, { one: [0, " úúšééŕ"], other: "úúšééŕš" }],
  ]);
  expect(
    pseudoMessage([
      ["b", "of ", ["name"]],
      ["day", 5, "short"],
      ["n", 4],
    ]),
  ).toEqual([
    ["b", "óóƒ ", ["name"]],
    ["day", 5, "short"],
    ["n", 4],
  ]);
  expect(pseudoMessage("users")).toBe("úúšééŕš");
});
