import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { processorTime } from "@/db/testing/processor-time";
import { atOnce } from "@/lib/slices";
import { CsvReader, type Delimiter } from "./read-csv";

function readAll(text: string, delimiter: Delimiter = ",", maxCells = 3) {
  const reader = new CsvReader(text, delimiter);
  return Array.from({ length: 20_000 }, () => atOnce(reader.read(maxCells))).filter((row) => row !== null);
}

test("what csv-stringify has written is read without changes, with any delimiter and any line break", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "ä", '"', ",", ";", "\t", "\n", "\r\n", "|") });
  const row = fc.tuple(fc.constant("x"), cell, cell);
  const options = fc.record({
    delimiter: fc.constantFrom<Delimiter>(",", ";", "\t"),
    record_delimiter: fc.constantFrom("\n", "\r\n", "\r"),
  });
  fc.assert(
    fc.property(fc.array(row), options, (rows, written) => {
      const text = stringify([["a", "b", "c"], ...rows], { ...written, quoted: true });
      expect(readAll(text, written.delimiter).map(({ cells }) => cells)).toEqual([["a", "b", "c"], ...rows]);
    }),
  );
});

test("rows have the number of the line in which they begin, even if the text mixes line breaks", () => {
  expect(readAll('a\n\r\n"b\r\nc" , d\r  \n"e\rf\ng"\r\n,h')).toEqual([
    { line: 1, cells: ["a"] },
    { line: 3, cells: ["b\r\nc", " d"] },
    { line: 6, cells: ["e\rf\ng"] },
    { line: 9, cells: ["", "h"] },
  ]);
});

test("rows that contain only separators, quotes and invisible characters are left out", () => {
  expect(readAll('a\n,\n;;\n , ,\n"",""\n\t\n\u200b,\ufeff\nb,\n')).toEqual([
    { line: 1, cells: ["a"] },
    { line: 8, cells: ["b"] },
  ]);
});

test("cells beyond the last column are combined into one more cell, unless they are empty", () => {
  expect(readAll('a,b,,\n"a",b,"",\na,,c,d\n"a",,"c",d', ",", 2).map(({ cells }) => cells)).toEqual([
    ["a", "b"],
    ["a", "b"],
    ["a", "", "c,d"],
    ["a", "", '"c",d'],
  ]);
});

test("a quote inside an unquoted cell is an ordinary character", () => {
  expect(readAll('gr"ace,24"\nb')).toEqual([
    { line: 1, cells: ['gr"ace', '24"'] },
    { line: 2, cells: ["b"] },
  ]);
});

test("a row with broken quotes ends with its line, and the rows after it are read", () => {
  expect(readAll('a\n"b\nc\nd,"e"\n"f"g,h\ni')).toEqual([
    { line: 1, cells: ["a"] },
    { line: 2, cells: ['"b'], problem: "text-after-quote" },
    { line: 3, cells: ["c"] },
    { line: 4, cells: ["d", "e"] },
    { line: 5, cells: ['"f"g', "h"], problem: "text-after-quote" },
    { line: 6, cells: ["i"] },
  ]);
});

test("many broken quotes take linear time", () => {
  const text = `"\n${'x","\n'.repeat(160_000)}`;
  expect(processorTime(() => readAll(text))).toBeLessThan(1000);
});
