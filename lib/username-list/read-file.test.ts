import { describe, expect, test } from "vitest";
import { processorTime } from "@/db/testing/processor-time";
import { readFile } from "./read-file";
import { readPasted } from "./read-pasted";

const read = (text: string) => {
  const list = readFile(new TextEncoder().encode(text));
  if ("error" in list) throw new Error(list.error);
  return list;
};
const entries = (text: string) =>
  read(text).entries.map(({ username, groupNames }) => [username, ...groupNames].join(" + "));
const problems = (text: string) => read(text).problems.map(({ line, message }) => `${line}: ${message}`);

describe("a CSV file", () => {
  test("has usernames and optionally groups, separated by commas or semicolons, in any order and case", () => {
    expect(entries("username\nGrace\nlinus\n")).toEqual(["grace", "linus"]);
    expect(entries("username,groups\ngrace,Support|Booking managers\nlinus,\ndennis\n")).toEqual([
      "grace + Support + Booking managers",
      "linus",
      "dennis",
    ]);
    expect(entries("Groups ; Username\r\nSupport ; grace\r\n")).toEqual(["grace + Support"]);
  });

  test("can have a byte order mark, empty lines and any line breaks", () => {
    expect(entries("\uFEFFusername\r\n\r\ngrace\r\n\r\n  \r\nlinus")).toEqual(["grace", "linus"]);
  });

  test("can have cells in quotes, with separators and doubled quotes in them", () => {
    expect(entries('username,groups\n"grace","Sales, ""north""| Support "\n')).toEqual([
      'grace + Sales, "north" + Support',
    ]);
  });

  test("keeps its letters, except that usernames are normalized", () => {
    expect(entries("username;groups\nＧＲＡＣＥ;Ärzte\n")).toEqual(["grace + Ärzte"]);
  });
});

describe("problems name their line", () => {
  test.each([
    [
      "no column of usernames",
      "name\ngrace\n",
      ["1: there is no column “username”. The first line must hold the names of the columns."],
    ],
    [
      "an unknown column",
      "username,role\ngrace,x\n",
      ["1: there may be no column “role”: the columns are “username” and “groups”."],
    ],
    ["a column twice", "username,username\n", ["1: a column is there twice."]],
    ["no username", "username,groups\n,Support\n", ["2: the username is missing."]],
    [
      "a username that is too long",
      `username\n${"x".repeat(65)}\n`,
      [`2: “${"x".repeat(40)}…” is longer than 64 characters.`],
    ],
    [
      "what cannot be a username",
      "username\ngrace\na b\n",
      ["3: “a b” cannot be a username: it holds white space, a comma or the like."],
    ],
    [
      "too many cells",
      "username\ngrace\nlinus,x\n",
      ["3: there are 2 cells, but 1 columns. Put cells into quotes."],
    ],
    [
      "a quote that is not closed",
      'username\ngrace\n"linus\nken\n',
      ["3: a quote is opened and never closed."],
    ],
    [
      "too many groups",
      `username,groups\ngrace,${"a|".repeat(101)}\nlinus,${"a|".repeat(100)}\n`,
      ["2: there are more than 100 groups. Name at most 100 in a line."],
    ],
    [
      "a line that is too long",
      `username,groups\ngrace,\nlinus,${"a|b".repeat(17_000)}\n`,
      ["3: there are more than 50,000 characters. Shorten the line."],
    ],
    ["a quote in a cell", 'username\ngr"ace\n', ["2: there is a quote in the middle of a cell."]],
  ])("%s", (_, text, told) => {
    expect(problems(text)).toEqual(told);
  });

  test("of several lines each, and the others are read all the same", () => {
    expect(problems("username\na b\ngrace\nc d\n")).toHaveLength(2);
    expect(entries("username\na b\ngrace\nc d\n")).toEqual(["grace"]);
  });
});

describe("of a file that is too large for its kind, no more is read than shows it", () => {
  const rows = (lineAt: (at: number) => string) =>
    `username,groups\n${Array.from({ length: 9_900 }, (_, at) => lineAt(at)).join("\n")}`;
  const expanding = Array.from(
    { length: 1_650 },
    (_, at) => String.fromCodePoint(0x4e00 + at) + "\ufdfa".repeat(200),
  );
  const long = (line: string) => `username,groups\n${line.repeat(Math.floor(980_000 / line.length))}`;

  test.each([
    ["lines", long("a\n")],
    ["groups", `username,groups\nx,${"a|".repeat(490_000)}`],
    ["characters", `username\n${"a".repeat(980_000)}`],
    ["cells", `username\n${",".repeat(980_000)}`],
    ["quotes", `username\n${'"'.repeat(980_000)}`],
    ["empty lines", `username\n${"\n".repeat(980_000)}`],
    ["combining marks", long(`x,a${"\u0301\u0323".repeat(200)}|b\n`)],
  ])("too many %s", (_, text) => {
    const time = processorTime(() => {
      const { entries, problems } = read(text);
      expect(entries.length + problems.length).toBeLessThanOrEqual(10_001);
    });
    expect(time).toBeLessThan(2000);
  });

  test.each([
    ["characters that become 18", () => read(rows(() => "\ufdfa".repeat(31)))],
    ["groups of characters that become 18", () => read(rows((at) => `${at},${"\ufdfa".repeat(28)}`))],
    ["characters that become 6", () => read(rows(() => "\u3316".repeat(31)))],
    ["combining marks", () => read(rows(() => `a${"\u0301\u0323".repeat(14)}b${"\u0301\u0323".repeat(9)}`))],
    ["empty cells", () => read(rows(() => ",".repeat(97)))],
    ["quotes", () => read(rows(() => '""""""""""""",'.repeat(7)))],
    ["pasted words, each of characters that become 18", () => readPasted(expanding.join(" "))],
    ["pasted lines, each of characters that become 18", () => readPasted(expanding.join("\n"))],
  ])("a megabyte of %s is read in a moment", (_, act) => {
    expect(Math.min(...[1, 2, 3].map(() => processorTime(act)))).toBeLessThan(400);
  });

  test("half a million names of one group are read in a moment", () => {
    const groups = Array<string>(97).fill("a").join("|");
    const lines = Array.from({ length: 4850 }, (_, line) => `${line},${groups}\n`);
    const text = `username,groups\n${lines.join("")}`;
    const times = [1, 2, 3, 4, 5].map(() => processorTime(() => expect(read(text).problems).toEqual([])));
    expect(Math.min(...times)).toBeLessThan(150);
  });

  test.each([",", ";", " ", '"a",', "a|", '""'])(
    "a line of %j, repeated, is too long before it is parsed",
    (part) => {
      expect(problems(`username\n${part.repeat(980_000 / part.length)}`)).toEqual([
        "2: there are more than 50,000 characters. Shorten the line.",
      ]);
    },
  );

  test("too many lines before the one that is not UTF-8", () => {
    const bytes = new Uint8Array(980_000).fill(10);
    bytes[979_999] = 0xff;
    const time = processorTime(() =>
      expect(readFile(bytes)).toEqual({ error: expect.stringMatching(/^Line 980000: this is not UTF-8/) }),
    );
    expect(time).toBeLessThan(2000);
  });
});

describe("a file that isn't a CSV file has an error", () => {
  const errorOf = (...bytes: number[]) => {
    const list = readFile(Uint8Array.from(bytes));
    return "error" in list ? list.error : null;
  };
  const utf8 = (text: string) => [...new TextEncoder().encode(text)];

  test("when it is empty", () => {
    expect(errorOf()).toMatch(/^The file is empty/);
    expect(errorOf(0xef, 0xbb, 0xbf, 0x0a)).toMatch(/^The file is empty/);
  });

  test("when it isn't UTF-8, with the line", () => {
    expect(errorOf(...utf8("username\ngrace\nm"), 0xfc, ...utf8("ller\n"))).toMatch(
      /^Line 3: this is not UTF-8\. Save the file as “CSV UTF-8”/,
    );
    expect(errorOf(0xff, 0xfe, 0x75, 0x00)).toMatch(/UTF-16/);
  });

  test("when it isn't text", () => {
    expect(errorOf(0x50, 0x4b, 0x03, 0x04, 0x00, 0x01)).toMatch(/^This is no text file/);
  });
});
