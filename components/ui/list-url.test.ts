import { expect, test } from "vitest";
import { listHref } from "./list-url";

const address = { path: "/users", params: { q: "gr ace", sort: "-joined", after: "abc", before: undefined } };

test("another page keeps search and sort", () => {
  expect(listHref(address, { after: "def" })).toBe("/users?q=gr+ace&sort=-joined&after=def");
});

test("another sort, filter or search begins at the first page", () => {
  expect(listHref(address, { sort: "username" })).toBe("/users?q=gr+ace&sort=username");
});

test("what is empty leaves the address", () => {
  expect(listHref(address, { q: "", sort: undefined })).toBe("/users");
});
