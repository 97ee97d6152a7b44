import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv } from "./read-csv";

test("what csv-stringify writes is read as it was, with either delimiter and any line break", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "ä", '"', ",", ";", "\n", "\r\n", "|") });
  const row = fc.tuple(fc.constant("x"), cell, cell);
  const options = fc.record({
    delimiter: fc.constantFrom(",", ";"),
    record_delimiter: fc.constantFrom("\n", "\r\n", "\r"),
    quoted: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(row), options, (rows, written) => {
      const header = ["a", "b", "c"];
      const read = readCsv(stringify([header, ...rows], { ...written, quoted_match: /[\r\n]/ }), 100);
      if (!Array.isArray(read)) throw new Error(read.message);
      expect(read.map(({ cells }) => cells)).toEqual([header, ...rows]);
    }),
  );
});

test("rows have the number of the line in which they begin, blank lines are left out", () => {
  expect(readCsv('a\n\n"b\r\nc" , d\n  \ne,', 100)).toEqual([
    { line: 1, cells: ["a"] },
    { line: 3, cells: ["b\r\nc", "d"] },
    { line: 6, cells: ["e", ""] },
  ]);
});

test("no more is read than the rows asked for, and three cells for each", () => {
  expect(readCsv("a\n".repeat(20), 3)).toHaveLength(3);
  expect(readCsv(`${",".repeat(5)}\n`.repeat(20), 10)).toHaveLength(5);
});
