import { expect, test } from "vitest";
import { decodableUrl } from "./request-start";

test.each(["/accept/%zz", "/accept/%", "/accept/%E0%A4%A", "/t/%ff"])("%s can be read afterwards", (url) => {
  expect(() => decodeURIComponent(decodableUrl(url))).not.toThrow();
  expect(decodeURIComponent(decodableUrl(url))).toBe(url);
});

test("an address in order stays as it is", () => {
  expect(decodableUrl("/t/a%20b?q=%C3%A9")).toBe("/t/a%20b?q=%C3%A9");
});
