import { expect, test } from "vitest";
import { readableUrl } from "./request-start";

test.each(["/accept/%zz", "/accept/%", "/accept/%E0%A4%A", "/t/%ff"])("%s can be read afterwards", (url) => {
  expect(() => decodeURIComponent(readableUrl(url))).not.toThrow();
  expect(decodeURIComponent(readableUrl(url))).toBe(url);
});

test("an address in order stays as it is", () => {
  expect(readableUrl("/t/a%20b?q=%C3%A9")).toBe("/t/a%20b?q=%C3%A9");
});

test("more than a hundred parameters read as none", () => {
  const url = (count: number) => `/t/a?${Array.from({ length: count }, () => "a").join("&")}`;
  expect(readableUrl(url(100))).toBe(url(100));
  expect(readableUrl(url(101))).toBe("/t/a");
  expect(readableUrl(`/t/a?${"=&".repeat(7_400)}`)).toBe("/t/a");
  expect(readableUrl(`/t/${"&".repeat(200)}`)).toBe(`/t/${"&".repeat(200)}`);
});

test.each([
  ["http://evil.example/t/a?q=b", "/t/a?q=b"],
  ["evil.example:443", "/"],
  ["*", "/"],
])("%s is an address of this server: %s", (url, read) => {
  expect(readableUrl(url)).toBe(read);
});
