import { describe, expect, test } from "vitest";
import { processorTime } from "@/db/testing/processor-time";
import { translatorFor } from "@/i18n/translator";
import { refusalText } from "@/lib/refusals";
import { atOnce } from "@/lib/slices";
import { problemText } from "./problems";
import { readFile } from "./read-file";
import { readPasted } from "./read-pasted";

const t = translatorFor("en");

const read = (text: string) => {
  const list = atOnce(readFile(new TextEncoder().encode(text)));
  if ("error" in list) throw new Error(refusalText(t, list.error));
  return list;
};
const problems = (text: string) => read(text).problems.map((problem) => problemText(t, problem));

describe("a file that exceeds a limit is read only until that is known", () => {
  const rows = (lineAt: (at: number) => string) =>
    `username,groups\n${Array.from({ length: 9_900 }, (_, at) => lineAt(at)).join("\n")}`;
  const expanding = Array.from(
    { length: 1_650 },
    (_, at) => String.fromCodePoint(0x4e00 + at) + "\ufdfa".repeat(200),
  );
  const words = (wordAt: (at: number) => string) =>
    Array.from({ length: 900 }, (_, at) => wordAt(at)).join(" ");
  const long = (line: string) => `username,groups\n${line.repeat(Math.floor(980_000 / line.length))}`;

  test.each([
    ["lines", long("a\n")],
    ["groups", `username,groups\nx,${"a|".repeat(490_000)}`],
    ["characters", `username\n${"a".repeat(980_000)}`],
    ["cells", `username\n${",".repeat(980_000)}`],
    ["quotes", `username\n${'"'.repeat(980_000)}`],
    ["empty lines", `username\n${"\n".repeat(980_000)}`],
    ["lines of separators", `username,groups\n${",\n".repeat(490_000)}`],
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
    ["pasted words, each of characters that become 18", () => atOnce(readPasted(expanding.join(" ")))],
    ["pasted lines, each of characters that become 18", () => atOnce(readPasted(expanding.join("\n")))],
    ["dots after an at sign", () => atOnce(readPasted(`grace\na@${".".repeat(900_000)},x`))],
    ["blanks before a word", () => atOnce(readPasted(`grace\n${" ".repeat(900_000)}x`))],
    ["blanks before an entry of a directory", () => atOnce(readPasted(`${" ".repeat(900_000)}uid="x,dc=y`))],
    ["dashes that are no rule of a table", () => atOnce(readPasted(`|a|\n|${"-".repeat(900_000)}x`))],
    ["addresses before brackets", () => atOnce(readPasted(words((at) => `${at}@${")".repeat(990)}a`)))],
    ["colons and at signs", () => atOnce(readPasted(words((at) => `${at}${":@".repeat(490)}`)))],
    ["invisible characters", () => atOnce(readPasted(words((at) => `${at}${"\u200b".repeat(250)}a`)))],
  ])("a megabyte of %s is read in a moment", (_, act) => {
    expect(Math.min(...[1, 2, 3].map(() => processorTime(act)))).toBeLessThan(1000);
  });

  test.each([
    ["a line of words", (word: string) => `${word} `],
    ["a line of words with at signs", (word: string) => `${word}@a `],
    [
      "lines of words",
      (word: string, at: number) => (at % 5_000 === 4_999 ? `${word}@x.example\n` : `${word} `),
    ],
    ["lines of a short word", () => "ab\n"],
    ["lines of a few words", (_, at) => `a${at % 50}\n`],
    ["lines of names above addresses", (word, at) => (at % 9 === 8 ? `${word}@x.yy\n` : "Ab Cd\n")],
  ])("%s, far more than usernames can be invited, is refused before it is read", (_, part) => {
    const text = Array.from({ length: 120_000 }, (_, at) => part(at.toString(36), at)).join("");
    const time = processorTime(() =>
      expect(atOnce(readPasted(text))).toEqual({ error: { code: "too-many-usernames" } }),
    );
    expect(time).toBeLessThan(400);
  });

  test("half a million empty lines take no time", () => {
    expect(
      processorTime(() => expect(atOnce(readPasted("\n".repeat(500_000)))).toHaveProperty("entries", [])),
    ).toBeLessThan(200);
  });

  test("half a million names of one group are read quickly", () => {
    const groups = Array<string>(97).fill("a").join("|");
    const lines = Array.from({ length: 4850 }, (_, line) => `${line},${groups}\n`);
    const text = `username,groups\n${lines.join("")}`;
    const times = [1, 2, 3, 4, 5].map(() => processorTime(() => expect(read(text).problems).toEqual([])));
    expect(Math.min(...times)).toBeLessThan(500);
  });

  test.each([",", ";", " ", '""'])("a line of %j, repeated, is empty", (part) => {
    expect(problems(`username\n${part.repeat(980_000 / part.length)}`)).toEqual([]);
  });

  test.each(['"a",', "a|", "a b"])("a line of %j, repeated, is too long before it is parsed", (part) => {
    expect(problems(`username\n${part.repeat(980_000 / part.length)}`)).toEqual([
      "Line 2: the line has more than 50,000 characters.",
    ]);
  });

  test.each([
    ["many columns", `username${",x".repeat(199)}\n${`a${",b".repeat(199)}\n`.repeat(2_440)}`],
    ["quoted columns", `username${",x".repeat(99)}\n${`"a"${',"b"'.repeat(99)}\n`.repeat(2_440)}`],
    ["wide characters", `username,groups\n${"grace,Ärzte\n".repeat(9_900)}`],
    ["broken quotes", `username,groups\n${'"x"y,"z\n'.repeat(9_900)}`],
  ])("%s are read in a moment", (_, text) => {
    const bytes = Buffer.from(text, "latin1");
    expect(Math.min(...[1, 2, 3].map(() => processorTime(() => atOnce(readFile(bytes)))))).toBeLessThan(500);
  });
});

test.each([
  ["names", (at: number) => `Grace Holloway <grace${at}@meridian.example>\n`],
  ["names of many words", (at: number) => `A${at} B C D E F G H I J K L M N O P <a${at}@x.example>\n`],
  ["links", (at: number) => `href="mailto:a${at}@x.example?cc=b${at}@x.example"\n`],
  ["cards", (at: number) => `${at ? "" : "BEGIN:VCARD\n"}FN:Grace\nEMAIL:g${at}@x.example\nEND:VCARD\n`],
  ["rows in Markdown", (at: number) => `${at ? "" : "| username |\n|--|\n"}| grace${at} |\n`],
  ["commas", (at: number) => `,a${at % 10}`],
  ["semicolons", (at: number) => `;a${at % 10}`],
  ["quotes", (at: number) => `"a${at % 10} `],
])("twice as many %s take about twice the time", (_, part) => {
  const timeOf = (count: number) => {
    const text = Array.from({ length: count }, (_, at) => part(at)).join("");
    return Math.min(...[1, 2, 3, 4].map(() => processorTime(() => atOnce(readPasted(text)))));
  };
  timeOf(1_000); // compiles the code
  expect(timeOf(8_000)).toBeLessThan(3 * timeOf(4_000) + 10);
});
