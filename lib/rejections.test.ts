import { expect, test } from "vitest";
import { LOCALES } from "@/i18n/locale";
import { translatorFor } from "@/i18n/translator";
import { decodeRejection, encodeRejection, REJECTION_CODES, rejectionText } from "./rejections";

const BASE = "https://usher.example.com";
const reasons = REJECTION_CODES.map((code) =>
  code === "other-address" ? { code, baseUrl: BASE } : { code },
);

test.each(reasons)("$code is read as it was sent, and has a sentence in each language", (reason) => {
  expect(decodeRejection(encodeRejection(reason))).toEqual(reason);
  for (const locale of LOCALES) {
    const text = rejectionText(translatorFor(locale, "common"), reason);
    expect(text, locale).not.toContain("rejections.");
    expect(text.includes(BASE), locale).toBe(reason.code === "other-address");
  }
});

test.each([
  "",
  "busy",
  "Service Unavailable",
  "usher-rejected",
  "usher-rejected later",
  "x usher-rejected busy",
])("the response %j of something else isn't a rejection", (text) => {
  expect(decodeRejection(text)).toBe(null);
});
