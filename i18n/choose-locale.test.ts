import { describe, expect, test } from "vitest";
import { chooseLocale } from "./choose-locale";
import { LOCALES, PSEUDO_LOCALE } from "./locale";

describe("the language of a page", () => {
  test.each([
    [
      "the account's, whatever the browser wants",
      { account: "de", cookie: "fr", acceptLanguage: "es", organization: "ja" },
      "de",
    ],
    ["the one chosen in the browser", { cookie: "fr", acceptLanguage: "es", organization: "ja" }, "fr"],
    ["the one that the browser prefers", { acceptLanguage: "es", organization: "ja" }, "es"],
    ["the organization's", { acceptLanguage: "pl", organization: "ja" }, "ja"],
    ["unknown", { account: null, cookie: undefined, acceptLanguage: null, organization: null }, null],
    ["not one that doesn't exist", { account: "xx", cookie: "yy", organization: "ja" }, "ja"],
  ])("is %s", (_, known, expected) => {
    expect(chooseLocale(known, LOCALES)).toBe(expected);
  });

  test("is not one without a catalog", () => {
    expect(chooseLocale({ account: "ja", cookie: "ja", acceptLanguage: "ja, de" }, ["en", "de"])).toBe("de");
  });

  test("is the pseudo-locale only where that is offered", () => {
    expect(chooseLocale({ cookie: PSEUDO_LOCALE }, LOCALES)).toBeNull();
    expect(chooseLocale({ cookie: PSEUDO_LOCALE }, [...LOCALES, PSEUDO_LOCALE])).toBe(PSEUDO_LOCALE);
  });

  test.each(["", "DE", "de ", "de;", "../de", "en-US", "__proto__", "constructor", "de".repeat(10_000)])(
    "doesn't come from a cookie with %j",
    (cookie) => expect(chooseLocale({ cookie, acceptLanguage: "fr" }, LOCALES)).toBe("fr"),
  );
});

describe("of an Accept-Language header", () => {
  test.each([
    ["de", "de"],
    ["DE-at", "de"],
    ["fr-CA,fr;q=0.9,en;q=0.8", "fr"],
    ["en;q=0.5, ja;q=0.9", "ja"],
    ["es-419", "es"],
    ["pt-BR", "pt-BR"],
    ["pt-PT, en", "pt-BR"],
    ["pt", "pt-BR"],
    ["ja-JP-x-private", "ja"],
    ["en-GB,en-US;q=0.9", "en"],
    ["de;q=0, fr", "fr"],
    ["de ; q=0.4 , fr ;q=0.300", "de"],
    ["pl, cs;q=0.8, de;q=0.2", "de"],
  ])("%j reads as %s", (acceptLanguage, expected) => {
    expect(chooseLocale({ acceptLanguage }, LOCALES)).toBe(expected);
  });

  test.each([
    "",
    "*",
    "pl, zh-TW;q=0.8",
    "de;q=0",
    "de;q=-1",
    "de;q=1e9",
    "de;q=NaN",
    "de_DE",
    "d",
    "deutsch",
    "de\u0000",
    "<script>",
    "'; drop table users; --",
    ",;,;q=1,,",
  ])("%j says nothing", (acceptLanguage) => {
    expect(chooseLocale({ acceptLanguage }, LOCALES)).toBeNull();
  });

  test.each([
    ["long", `${"x".repeat(1_000_000)},de`],
    ["full of languages", `${"pl,".repeat(100_000)}de`],
    ["of one language with many parts", `pl${"-abcdefgh".repeat(100_000)};q=1,de`],
    ["of blanks", `${" ".repeat(1_000_000)}de`],
    ["of semicolons", `de${";".repeat(1_000_000)}`],
  ])("a header that is %s is read only as far as browsers write", (_, acceptLanguage) => {
    expect(chooseLocale({ acceptLanguage }, LOCALES)).toBeNull();
  });
});
