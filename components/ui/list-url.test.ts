import { expect, test } from "vitest";
import { listHref } from "./list-url";

const address = { path: "/users", params: { q: "gr ace", sort: "-joined", after: "abc", before: undefined } };

test("another page keeps the search and the sort order", () => {
  expect(listHref(address, { after: "def" })).toBe("/users?q=gr+ace&sort=-joined&after=def");
});

test("another sort order, filter or search starts at the first page", () => {
  expect(listHref(address, { sort: "username" })).toBe("/users?q=gr+ace&sort=username");
});

test("empty parameters are dropped", () => {
  expect(listHref(address, { q: "", sort: undefined })).toBe("/users");
});
