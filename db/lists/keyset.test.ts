import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { describe, expect, test } from "vitest";
import { keyset, type Order } from "@/db/lists/keyset";
import { bulkActionRows, groups, memberships } from "@/db/schema";

const byName: Order = { column: groups.search, id: groups.id };
const rows = ["Ann", "Bob", "Eve"].map((name) => ({ name, cursor: `["${name}","${name}"]` }));

test("a page leaves out the cursors of its rows", () => {
  const list = keyset(byName, { descending: false, after: null, before: null }, 2);
  const page = list.page(rows);
  expect(page.rows).toEqual([{ name: "Ann" }, { name: "Bob" }]);
  expect(page.previous).toBeNull();
  expect(Buffer.from(page.next ?? "", "base64url").toString()).toBe(rows[1]?.cursor);
});

const ID = "5eed0000-0000-4000-8000-000000000002";
const ORDERS: Record<string, Order> = {
  name: byName,
  time: { column: memberships.joinedAt, id: memberships.userId },
  position: { column: bulkActionRows.position },
};

const MALFORMED = [
  ...["", " ", "x", "%", "\0", "null", "W10", "x".repeat(2000), JSON.stringify(["2026-11-23", ID])],
  ...[
    [],
    [1, 2],
    [null, ID],
    ["a"],
    ["a", "b"],
    ["\u0000", ID],
    ["2026-19-39 29:00:00+00", ID],
    ["2026-02-30 10:00:00+00", ID],
    ["2026-11-23 24:00:00+00", ID],
    ["2026-11-23 10:60:00+00", ID],
    ["2026-11-23 10:00:60+00", ID],
    ["2026-11-23 10:00:00+16", ID],
    ["2026-11-23 10:00:00+00:60", ID],
    ["0000-01-01 00:00:00+00", ID],
    ["12026-01-01 00:00:00+00", ID],
    ["-infinity", ID],
    ["9999999999"],
    ["-1"],
    ["1", "1"],
  ].map(cursorOf),
];

describe.each(Object.entries(ORDERS))("a list by %s", (name, order) => {
  const first = toQuery(keyset(order, { descending: true, after: null, before: null }));

  test.each(["after", "before"] as const)("starts with the first page if `%s` is malformed", (side) => {
    const firstPage = { descending: true, after: null, before: null };
    const malformed = MALFORMED.filter((cursor) => order !== byName || !isText(cursor));
    for (const cursor of malformed)
      expect(toQuery(keyset(order, { ...firstPage, [side]: cursor })), cursor).toEqual(first);
  });

  test("continues after a cursor if `before` is malformed", () => {
    const after = cursorOf(VALID[name]);
    const list = keyset(order, { descending: true, after, before: "x" });
    expect(toQuery(list)).toEqual(toQuery(keyset(order, { descending: true, after, before: null })));
    expect(toQuery(list)).not.toEqual(first);
  });
});

test.each([
  "infinity",
  "2026-11-23 10:00:00.123456+00",
  "2024-02-29 23:59:59-03:30",
  "0001-01-01 00:00:00+14",
])("a page can start at the time %s", (time) => {
  const byTime: Order = { column: memberships.joinedAt, id: memberships.userId };
  const list = keyset(byTime, { descending: true, after: cursorOf([time, ID]), before: null });
  expect(list.afterCursor).toBeDefined();
});

const VALID: Record<string, readonly string[]> = {
  name: ["a", ID],
  time: ["2026-11-23 10:00:00+00", ID],
  position: ["7"],
};

function cursorOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** In a list sorted by name, any line of text is a valid cursor. */
function isText(cursor: string): boolean {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return typeof value === "string" && !/\p{Cc}/u.test(value) && id === ID;
  } catch {
    return false;
  }
}

function toQuery({ afterCursor, orderBy }: ReturnType<typeof keyset>) {
  return new PgDialect().sqlToQuery(sql.join([...(afterCursor ? [afterCursor] : []), ...orderBy], sql` `));
}
