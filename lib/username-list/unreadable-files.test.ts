import { describe, expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { refusalText } from "@/lib/refusals";
import { atOnce } from "@/lib/slices";
import { readFile } from "./read-file";

const t = translatorFor("en");

const read = (text: string) => {
  const list = atOnce(readFile(new TextEncoder().encode(text)));
  if ("error" in list) throw new Error(refusalText(t, list.error));
  return list;
};
describe("a table that can't be read has an error", () => {
  test.each([
    [
      "without a column of usernames",
      "name,department\ngrace,x\n",
      "There is no column “username”. The first row must contain column names, but it contains “name”, “department”.",
    ],
    [
      "with two columns of usernames",
      "username,User name\n",
      /^Several columns contain usernames: “username”, “User name”\./,
    ],
    [
      "with two columns of groups",
      "username,group,groups\n",
      /^Several columns contain groups: “groups”, “group”\./,
    ],
    ["with too many columns", `username${",x".repeat(200)}\n`, /^The table has more than 200 columns/],
  ])("%s", (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe("a file that isn't a table has an error", () => {
  const errorOf = (...bytes: number[]) => {
    const list = atOnce(readFile(Uint8Array.from(bytes)));
    return "error" in list ? refusalText(t, list.error) : null;
  };

  test("when it is empty", () => {
    expect(errorOf()).toMatch(/^The file has no rows/);
    expect(errorOf(0xef, 0xbb, 0xbf, 0x0a)).toMatch(/^The file has no rows/);
  });

  test("when it is a workbook", () => {
    expect(errorOf(0x50, 0x4b, 0x03, 0x04, 0x00, 0x01)).toMatch(
      /^This is a spreadsheet workbook\. Save the sheet as “CSV UTF-8”/,
    );
    expect(errorOf(0xd0, 0xcf, 0x11, 0xe0, 0xa1)).toMatch(/^This is a spreadsheet workbook/);
  });

  test("when it isn't text", () => {
    expect(errorOf(0x89, 0x50, 0x4e, 0x47, 0x00, 0x01)).toMatch(/^This isn't a text file/);
    expect(errorOf(0xff, 0xfe, 0x75, 0x00, 0x00, 0x00)).toMatch(/^This isn't a text file/);
  });
});
