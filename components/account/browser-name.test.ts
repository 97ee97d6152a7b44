import { expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { browserName } from "./browser-name";

const t = translatorFor("en", "account.browser");

test.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    "Chrome on Linux",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) " +
      "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "Safari on iOS",
  ],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox on Windows"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) " +
      "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
    "Microsoft Edge on macOS",
  ],
  ["curl/8.5.0", "Unknown browser"],
  ["", "Unknown browser"],
  ["a browser", "Unknown browser"],
])("%s is %s", (userAgent, words) => expect(browserName(t, userAgent)).toBe(words));

test("a name is short, whatever the user agent is", () => {
  for (const userAgent of [
    "\u202e/\u202e ",
    "<script>/1 x",
    "x".repeat(300),
    `${"x".repeat(290)}/1 y`,
    "/",
    "null",
  ]) {
    expect(browserName(t, userAgent).length).toBeLessThan(130);
  }
});
