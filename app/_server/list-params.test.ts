import { expect, test } from "vitest";
import { listHref } from "@/components/ui/list-url";
import { readListParams } from "./list-params";

const read = (params: Record<string, string | string[]>) =>
  readListParams("/users", Promise.resolve(params), ["name", "-name"], ["status"]);

test("links of a list keep its search, sort and filters, and nothing else", async () => {
  const { address } = await read({ q: "grace", sort: "-name", status: "pending", unknown: "x", at: ["x"] });
  expect(listHref(address, {})).toBe("/users?q=grace&sort=-name&status=pending");
});

test("links of a list keep 200 characters of each value, without half a character at the end", async () => {
  const { address, input } = await read({ q: `${"q".repeat(199)}😀`, status: "s".repeat(10_000) });
  expect(listHref(address, {})).toBe(`/users?q=${"q".repeat(199)}&status=${"s".repeat(200)}`);
  expect(input.search).toBe("q".repeat(199));
});

test("of a repeated parameter the first value counts, and what isn't text is left out", async () => {
  const { address } = await read({ q: ["a", "b"], __proto__: "x", status: [] });
  expect(listHref(address, {})).toBe("/users?q=a");
});

test("cursors can be as long as the names in them", async () => {
  const { input } = await read({ after: "c".repeat(1_000) });
  expect(input.after).toHaveLength(1_000);
});
