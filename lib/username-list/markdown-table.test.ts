import { expect, test } from "vitest";
import { atOnce } from "@/lib/slices";
import { withoutMarkdown } from "./markdown-table";
import { readPasted } from "./read-pasted";
import { hasColumns } from "./read-table";

const TABLE =
  "| Name | Username | Groups |\n|:-----|---------:|--------|\n| Ada Dennis | grace | Support |\n| Ken | linus | |\n";

test("a table in Markdown is read by its columns, with the line numbers of the text", () => {
  expect(atOnce(readPasted(TABLE))).toMatchObject({
    entries: [
      { line: 3, username: "grace" },
      { line: 4, username: "linus" },
    ],
    problems: [],
    leftOut: [],
    columns: { usernameColumns: ["Username"], ignoredColumns: ["Name"] },
  });
});

test("a table in Markdown without a column of usernames isn't a list of usernames", () => {
  const text = "| Team | Who |\n|---|---|\n| Sales | grace |";
  expect(hasColumns(text)).toBe(true);
  expect(atOnce(readPasted(text))).toEqual({ error: { code: "table-without-header" } });
});

test.each(["grace | linus\nada", "|", "| grace |\n| linus |", "grace\n---\nlinus"])(
  "%j is no table in Markdown",
  (text) => {
    expect(atOnce(withoutMarkdown(text))).toBe(text);
  },
);
