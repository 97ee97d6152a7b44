import { describe, expect, test } from "vitest";
import { atOnce } from "@/lib/slices";
import { readFile } from "./read-file";
import { DIRECTORIES, SPREADSHEETS } from "./spreadsheet-files";

describe("a file of users saved by any of these programs is read the same way:", () => {
  test.each(SPREADSHEETS)("$program", ({ bytes }) => {
    expect(atOnce(readFile(bytes))).toMatchObject({
      problems: [],
      entries: [
        { line: expect.any(Number), username: "grace", groupNames: ["Support", "Zürich"] },
        { line: expect.any(Number), username: "linus", groupNames: [] },
        { line: expect.any(Number), username: "zoë", groupNames: ["Zürich"] },
      ],
      columns: { usernameColumns: ["User name"], ignoredColumns: ["Department"] },
    });
  });
});

describe("an export of a directory names people by their email addresses:", () => {
  test.each(DIRECTORIES)("$program", ({ bytes }) => {
    expect(atOnce(readFile(bytes))).toMatchObject({
      problems: [],
      entries: [{ username: "grace@meridian.example" }, { username: "linus@meridian.example" }],
    });
  });
});

test("reading a file that isn't UTF-8 returns its encoding", () => {
  const encodings = SPREADSHEETS.map(({ bytes }) => atOnce(readFile(bytes))).map(
    (list) => "encoding" in list && list.encoding,
  );
  expect(encodings).toEqual([
    ...[
      "Windows-1252",
      "Windows-1252",
      "UTF-8",
      "UTF-16",
      "Windows-1252",
      "UTF-8",
      "Mac OS Roman",
      "Mac OS Roman",
    ],
    ...["UTF-8", "UTF-8", "UTF-16", "UTF-8", "UTF-8", "UTF-8"],
  ]);
});

test.each([
  ["Windows-1252", "M\xfcller Andr\xe9 O\x92Brien Ost\x96West Garc\xeda \x80"],
  ["Windows-1252", "\x8au\x9atar To\x9ea Ma\x8dek".replace("\x8d", "x")],
  ["Mac OS Roman", "M\x9fller"],
  ["Mac OS Roman", "Andr\x8e"],
  ["Mac OS Roman", "J\x8ager"],
  ["Mac OS Roman", "Fran\x8dois"],
] as const)("%s is recognized by its letters: %j", (encoding, text) => {
  expect(atOnce(readFile(Buffer.from(`username,name\nx,${text}\n`, "latin1")))).toMatchObject({ encoding });
});

test.each([
  ["Windows-1250, Polish", "Micha\xb3 W\xf3jcik"],
  ["Windows-1250, Polish", "\xa3ukasz \xafak"],
  ["Windows-1250, Czech", "Ji\xf8\xed \x8a\x9dastn\xfd"],
  ["ISO 8859-2", "Micha\xb3 \xafak"],
  ["Windows-1251", "\xc8\xe2\xe0\xed \xcf\xe5\xf2\xf0\xee\xe2"],
  ["KOI8-R", "\xe9\xd7\xc1\xce \xf0\xc5\xd4\xd2\xcf\xd7"],
  ["Windows-1253, Greek", "\xcc\xe1\xf1\xdf\xe1 \xd0\xe1\xf0\xe1\xe4\xef\xf0\xef\xfd\xeb\xef\xf5"],
  ["Windows-1255, Hebrew", "\xe3\xf0\xe4 \xec\xe5\xe9"],
  ["Windows-1256, Arabic", "\xda\xe1\xed \xcd\xd3\xe4"],
  ["Windows-874, Thai", "\xca\xc1\xaa\xd2\xc2"],
  ["Shift JIS", "\x93c\x92\x86 \x91\xbe\x98Y"],
  ["Shift JIS", "\x8eR\x93c\x91\xbe\x98Y"],
  ["Shift JIS", "\x83T\x83g\x83E"],
  ["Shift JIS, narrow", "\xc0\xc5\xb6"],
  ["EUC-JP", "\xc5\xc4\xc3\xe6 \xc2\xc0\xcf\xba"],
  ["GBK", "\xcd\xf5\xd0\xa1\xc3\xf7"],
  ["Big5", "\xa4\xfd\xa4p\xa9\xfa"],
  ["EUC-KR", "\xb1\xe8\xb9\xce\xbc\xf6"],
])("a file with letters of another encoding isn't read with wrong ones: %s", (_, text) => {
  const bytes = Buffer.from(`username,name\nx,${text}\n`, "latin1");
  expect(atOnce(readFile(bytes))).toEqual({ error: { code: "file-encoding" } });
});

test.each([
  [
    "Windows-1252",
    "D\xb4Angelo Jos\xe9 P\xe9rez H\xe9r\xe9dia cr\xe9\xe9e \xc5sa \xd8ystein Stra\xdfe Gr\xf6\xdfe",
  ],
  [
    "Windows-1252",
    "\xdeorgar\xf0ur \xdeór\xf0arson \xab\xa0\xe0\xa0\xbb \xbfQu\xe9? 12 m\xb3 \xa35 N\xba5 M\xaa \x96\x96\x96\x96".replace(
      "ó",
      "\xf3",
    ),
  ],
  ["Windows-1252", "\x84Nord\x93 \x93north\x94 Acme\x99 Rock\x91n\x92Roll 10\x80 50\xb0C col\xb7lecci\xf3"],
  ["Mac OS Roman", "Fran\x8dois D\xd5Angelo Acme\xaa \xd2north\xd3 M\x9fller"],
])("a text with unusual characters is still read as %s: %j", (encoding, text) => {
  expect(atOnce(readFile(Buffer.from(`username,name\nx,${text}\n`, "latin1")))).toMatchObject({ encoding });
});

test("a username whose letters were lost before isn't read", () => {
  const list = atOnce(readFile(Buffer.from("username\nzo\ufffd\ngrace\n")));
  expect(list).toMatchObject({
    entries: [{ username: "grace" }],
    problems: [{ line: 2, reason: { code: "letters-lost" } }],
  });
});
