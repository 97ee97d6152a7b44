import { describe, expect, it } from "vitest";
import { plainName, plainNames } from "./plain-text";

const narrow = "\u202f";

describe("a name in an email", () => {
  it.each([
    "Grace Hopper",
    "Acme Travel, Inc.",
    "Søren Åkesson",
    "J.R.R. Tolkien",
    "AT&T",
    "Team 2.10",
    "株式会社",
    "Zoë 👩‍🚀",
  ])("stays unchanged when it is ordinary: %s", (name) => expect(plainName(name)).toBe(name));

  it("is one line, whatever line breaks it has", () => {
    expect(plainName("Acme\r\nBcc: x\u0085y\u2028z\u2029\v\f\t\0end")).toBe("Acme Bcc: x y z end");
  });

  it("has no invisible and no direction-changing characters", () => {
    expect(plainName("\ufeffAc\u200bme\u00ad \u202etrossap\u202c\u2066\u200f\u{e0041}")).toBe("Acme trossap");
    expect(plainName("pay\u200cpal")).toBe("paypal");
    expect(plainName("broken \ud800 half")).toBe("broken half");
  });

  it("is isolated when it is written from right to left", () => {
    expect(plainName("דנה כהן")).toBe("\u2068דנה כהן\u2069");
  });

  it.each([
    ["https://evil.example/pay", `https:${narrow}/${narrow}/evil.${narrow}example/pay`],
    ["www.evil.com", `www.${narrow}evil.${narrow}com`],
    ["Booking.com", `Booking.${narrow}com`],
    ["me@evil.com", `me@${narrow}evil.${narrow}com`],
    ["mailto:me", `mailto:${narrow}me`],
    ["\\\\evil\\share", `\\${narrow}\\evil\\share`],
    ["=?UTF-8?Q?evil=2Ecom?=", `=${narrow}?UTF-8?Q?evil=2Ecom?=`],
    ["evil。рф", `evil。${narrow}рф`],
    ["e\u200bvil.\u200bcom", `evil.${narrow}com`],
  ])("has nothing that becomes a link: %s", (name, shown) => expect(plainName(name)).toBe(shown));

  it("has no character that browsers read as the dot of a domain, alone or with others", () => {
    for (let code = 0x80; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      const read = `evil${character}com`.normalize("NFKC").replaceAll("。", ".");
      if (!/^evil\w*(\.\w+)*\.com$/.test(read)) continue;
      expect(plainName(`evil${character}com`), code.toString(16)).toBe(`evil${character}${narrow}com`);
    }
    expect(plainName("⒈com")).toBe(`⒈${narrow}com`);
  });

  it("is cut at 64 characters, with an ellipsis", () => {
    const name = plainName("Ж".repeat(4096));
    expect(name).toBe(`${"Ж".repeat(63)}…`);
    expect(plainName("é".repeat(64))).toBe("é".repeat(64));
  });

  it("keeps at most three combining marks in a row", () => {
    expect(plainName(`a${"\u0323".repeat(4096)}b`).length).toBeLessThan(8);
  });

  it("is never blank", () => {
    expect(plainName(" \u200b\n ")).toBe("—");
  });
});

it("several names are one line, in order", () => {
  expect(plainNames(["Booking managers", "Support\n"], ", ")).toBe("Booking managers, Support");
});
