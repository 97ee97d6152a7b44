import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CATALOGS, catalogOf } from "./catalogs";
import { LOCALES, type PageLocale, PSEUDO_LOCALE } from "./locale";
import { differencesOf } from "./testing/compare-catalogs";
import { numbersOf, plainNumbersOf } from "./testing/numbers";

test("every file of messages is a catalog", () => {
  const files = readdirSync(new URL("../messages", import.meta.url)).filter((file) => file.endsWith(".json"));
  expect(files.sort()).toEqual(LOCALES.map((locale) => `${locale}.json`).sort());
});

test.each<PageLocale>([...LOCALES, PSEUDO_LOCALE])(
  "%s has the messages of English, with their arguments, tags and plurals",
  (locale) => {
    const rules = locale === PSEUDO_LOCALE ? "en" : locale;
    expect(differencesOf(CATALOGS.en, catalogOf(locale), rules)).toEqual([]);
  },
);

test.each(LOCALES)("every number of %s has separators between its groups", (locale) => {
  expect(plainNumbersOf(catalogOf(locale), numbersOf(CATALOGS.en))).toEqual([]);
});

test("a number that isn't formatted is found, also in a plural", () => {
  const english = { a: "{count, number} of {total, number}", b: "{name}" };
  const german = { a: "{count} von {total, plural, other {{total}}}", b: "{name}" };
  expect(plainNumbersOf(german, numbersOf(english))).toEqual(["a: {count}", "a: {total}"]);
});

describe("the comparison finds", () => {
  const english = {
    a: "Hello",
    b: "{count, plural, one {# user} other {# users}} of <b>{name}</b>",
    c: "{kind, select, one {x} other {y}}",
  };
  const german = {
    a: "Hallo",
    b: "<b>{name}</b>: {count, plural, one {# Benutzer} other {# Benutzer}}",
    c: "{kind, select, one {x} other {y}}",
  };

  test("nothing in a complete translation", () => {
    expect(differencesOf(english, german, "de")).toEqual([]);
  });

  test.each([
    ["a missing message", { a: undefined }, "a is missing"],
    ["a message too many", { d: "Mehr" }, "d isn't a message"],
    ["an empty message", { a: " " }, "a is empty"],
    ["a missing argument", { b: "<b>x</b> {count, plural, one {#} other {#}}" }, "b has no {name}"],
    ["a missing tag", { b: "{name} {count, plural, one {#} other {#}}" }, "b has no <b>"],
    ["another argument", { a: "Hallo {name}" }, "a has {name}, and English has not"],
    ["a missing plural", { b: "<b>{name}</b> {count, plural, other {#}}" }, "b has no plural for one"],
    [
      "a plural of another language",
      { b: "<b>{name}</b> {count, plural, one {#} few {#} other {#}}" },
      "b has few, which is no plural here",
    ],
    ["another selection", { c: "{kind, select, two {x} other {y}}" }, "c has no {kind, select}: one other"],
    ["broken syntax", { a: "Hallo {name" }, "a can't be read: EXPECT_ARGUMENT_CLOSING_BRACE"],
  ])("%s", (_, change, expected) => {
    const changed = Object.fromEntries(
      Object.entries({ ...german, ...change }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    );
    expect(differencesOf(english, changed, "de")).toContain(expected);
  });

  test("no plural for one in Japanese, which has none", () => {
    const japanese = { ...german, b: "<b>{name}</b> {count, plural, other {#}}" };
    expect(differencesOf(english, japanese, "ja")).toEqual([]);
    expect(differencesOf(english, german, "ja")).toEqual(["b has one, which is no plural here"]);
  });
});
