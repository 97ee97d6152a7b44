import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { processorTime } from "@/db/testing/processor-time";
import { plainName } from "@/emails/plain-text";
import { readEnteredNames } from "./entered-names";
import { isUsername, normalizeUsername } from "./usernames";

describe("a username", () => {
  test("has one normalized form for all ways to type it", () => {
    expect(normalizeUsername("  GRACE\u00a0")).toBe("grace");
    expect(normalizeUsername("ｇｒａｃｅ")).toBe("grace");
    expect(normalizeUsername("Jose\u0301")).toBe("josé");
    expect(normalizeUsername("İLKER")).toBe("ilker");
    for (const invisible of [
      "\u200b",
      "\u2060",
      "\u200e",
      "\u202a",
      "\u202b",
      "\u202c",
      "\ufeff",
      "\u00ad",
      "\u00a0",
      "\u3164",
      "\ufffc", // in place of a picture
      "\uf0b7", // a bullet of Word
    ]) {
      expect(normalizeUsername(`${invisible}Grace ${invisible}`)).toBe("grace");
      expect(normalizeUsername(`gr${invisible}ace`)).not.toBe("grace");
    }
  });

  test("is the same when it is copied from one of our emails", () => {
    for (const username of ["priya.raghunathan", "grace@meridian.example", "a:b.cd//ef"]) {
      const copied = plainName(username);
      expect(copied).toContain("\u202f");
      expect(normalizeUsername(copied)).toBe(username);
      expect(readEnteredNames(`linus, ${copied}\nmargaret`).names).toEqual(["linus", username, "margaret"]);
    }
  });

  test("that is too long is cut, but stays invalid", () => {
    for (const text of ["x".repeat(300), `a${" ".repeat(300)}b`, `a${"\u0301\u0323".repeat(50_000)}`]) {
      const cut = normalizeUsername(text);
      expect(cut.length).toBeLessThanOrEqual(257);
      expect(isUsername(cut)).toBe(false);
      expect(normalizeUsername(cut)).toBe(cut);
    }
    const longest = "ᾂ".repeat(64);
    expect(normalizeUsername(longest.normalize("NFD"))).toBe(longest.normalize("NFKC"));
  });

  test("10,000 of 4,096 characters each are read without a noticeable wait", () => {
    const text = "\u0301\u0323".repeat(2048);
    const time = processorTime(() => {
      for (let count = 0; count < 10_000; count++) normalizeUsername(text);
      readEnteredNames(`${text} `.repeat(100));
    });
    expect(time).toBeLessThan(2000); // 100 s where all of it is normalized
  });

  test("doesn't change when it is normalized again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = normalizeUsername(text);
        expect(normalizeUsername(once)).toBe(once);
      }),
    );
  });
});
