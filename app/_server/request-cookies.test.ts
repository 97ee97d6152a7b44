import { expect, test } from "vitest";
import { ownCookies } from "./request-cookies";

test("only the app's own cookies are kept, with and without HTTPS", () => {
  const own =
    "theme=dark; time-zone=Asia/Tokyo; usher.device=a.b; authjs.session-token=c; " +
    "__Secure-authjs.session-token=d; __Host-authjs.csrf-token=e%7Cf";
  expect(ownCookies(own)).toBe(own);
  expect(ownCookies(`_ga=1; ${own}; Theme=light; authjs.session-token.0=x; theme`)).toBe(own);
});

test("next-auth's callback URL is dropped, because a browser with an unreadable one could not sign in", () => {
  expect(ownCookies("authjs.callback-url=%25; theme=dark; __Secure-authjs.callback-url=javascript:x")).toBe(
    "theme=dark",
  );
});

test("a cookie sent thousands of times is kept once", () => {
  expect(ownCookies(`${"theme=light;".repeat(1_000)}theme=dark`)).toBe("theme=dark");
  expect(ownCookies(Array.from({ length: 3_200 }, (_, at) => `${at}=`).join(";"))).toBe("");
});
