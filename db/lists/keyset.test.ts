import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { keyset } from "@/db/lists/keyset";

const byName = { column: sql`name`, type: "text", id: sql`id` } as const;
const rows = ["Ann", "Bob", "Eve"].map((name) => ({ name, cursor: `["${name}","${name}"]` }));

test("the rows of a page are without the cursors that it was made with", () => {
  const list = keyset(byName, { descending: false, after: null, before: null }, 2);
  const page = list.page(rows, { count: 3, more: false });
  expect(page.rows).toEqual([{ name: "Ann" }, { name: "Bob" }]);
  expect(page.previous).toBeNull();
  expect(Buffer.from(page.next ?? "", "base64url").toString()).toBe(rows[1]?.cursor);
});
