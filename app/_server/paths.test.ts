import { expect, test } from "vitest";
import { pathWithin, readScope } from "./paths";

test.each(["/t/meridian", "/t/m/o/1/users?q=a%20b&sort=-joined", "/accept/abc", "/"])(
  "%s is a path of this app",
  (path) => {
    expect(pathWithin(path, "/fallback")).toBe(path);
  },
);

test.each([
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/a\n/b",
  "javascript:alert(1)",
  "t/meridian",
  "",
  `/${"a".repeat(2000)}`,
  undefined,
  ["/a"],
])("%j is replaced by the fallback", (requested) => {
  expect(pathWithin(requested, "/fallback")).toBe("/fallback");
});

test("a path that browsers would read as another host isn't returned", () => {
  expect(pathWithin("/.//evil.example", "/fallback")).not.toMatch(/^\/\//);
});

test.each(["a\ud83d", "a\0", "x".repeat(101), 5, null])(
  "the handle %j of a scope is read as empty, because it fits in no URL",
  (root) => {
    expect(readScope({ root, orgId: root })).toEqual({ root: "", orgId: "" });
  },
);
