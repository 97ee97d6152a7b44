import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalizeUsername, splitUsernames } from "./username";

describe("a username", () => {
  test("has one form, however it was typed", () => {
    expect(normalizeUsername("  GRACE\u00a0")).toBe("grace");
    expect(normalizeUsername("ｇｒａｃｅ")).toBe("grace");
    expect(normalizeUsername("Jose\u0301")).toBe("josé");
  });

  test("stays as it is once it has that form", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = normalizeUsername(text);
        expect(normalizeUsername(once)).toBe(once);
      }),
    );
  });
});

describe("a pasted text of usernames", () => {
  test("is parted at commas, semicolons and white space of any kind", () => {
    expect(splitUsernames("ada, grace;linus\tken\r\ndennis\u3000barbara，margaret")).toEqual([
      "ada",
      "grace",
      "linus",
      "ken",
      "dennis",
      "barbara",
      "margaret",
    ]);
  });

  test("names everybody once", () => {
    expect(splitUsernames("Ada ada ＡＤＡ grace")).toEqual(["ada", "grace"]);
  });

  test("may hold nobody", () => {
    expect(splitUsernames(" ,;\n ")).toEqual([]);
  });

  test("gives names that would not be parted again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const name of splitUsernames(text)) expect(splitUsernames(name)).toEqual([name]);
      }),
    );
  });
});
