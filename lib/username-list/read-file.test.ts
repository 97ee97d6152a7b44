import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { refusalText } from "@/lib/refusals";
import { atOnce } from "@/lib/slices";
import { guardFormulas } from "./formulas";
import { joinGroupNames } from "./group-names";
import { problemText } from "./problems";
import { readFile } from "./read-file";

const t = translatorFor("en");

const read = (text: string) => {
  const list = atOnce(readFile(new TextEncoder().encode(text)));
  if ("error" in list) throw new Error(refusalText(t, list.error));
  return list;
};
const entries = (text: string) =>
  read(text).entries.map(({ username, groupNames }) => [username, ...groupNames].join(" + "));
const problems = (text: string) => read(text).problems.map((problem) => problemText(t, problem));

describe("a table", () => {
  test("has columns with usernames and optionally groups, separated by commas, semicolons or tabs, in any order and case", () => {
    expect(entries("username\nGrace\nlinus\n")).toEqual(["grace", "linus"]);
    expect(entries("username,groups\ngrace,Support|Booking managers\nlinus,\ndennis\n")).toEqual([
      "grace + Support + Booking managers",
      "linus",
      "dennis",
    ]);
    expect(entries("Groups ; Username\r\nSupport ; grace\r\n")).toEqual(["grace + Support"]);
    expect(entries("Username\tGroups\ngrace\tSupport, north\n")).toEqual(["grace + Support, north"]);
  });

  test("can have a byte order mark, empty lines and any line breaks", () => {
    expect(entries("\uFEFFusername\r\n\r\ngrace\r\n\r\n  \r\nlinus\rken")).toEqual(["grace", "linus", "ken"]);
  });

  test("can have cells in quotes, with separators, line breaks and doubled quotes in them", () => {
    expect(entries('username,groups\n"grace","Sales, ""north""| Support "\nken,"Sales\nSupport"\n')).toEqual([
      'grace + Sales, "north" + Support',
      "ken + Sales + Support",
    ]);
  });

  test("can have a line that names the separator, and one with a version", () => {
    expect(entries("sep=;\r\nusername;groups\r\ngrace;Sales, north\r\n")).toEqual(["grace + Sales, north"]);
    expect(entries("version:v1.0\nUser name [userPrincipalName] Required,Name\ngrace,Grace\n")).toEqual([
      "grace",
    ]);
    expect(read("sep=;\nusername;\n;x\ngrace;\n").problems).toMatchObject([{ line: 3 }]);
  });

  test("can have rows with only separators and a trailing empty column", () => {
    expect(entries("username,groups,\ngrace,Support,\n,,\n;;\nlinus,,\n")).toEqual([
      "grace + Support",
      "linus",
    ]);
    expect(entries("username\ngrace;\nlinus;\n")).toEqual(["grace", "linus"]);
  });

  test.each([
    "User name",
    "user_name",
    "USER-NAME",
    " Username ",
    "Login",
    "sAMAccountName",
    "E-mail",
    "Email Address",
  ])("finds the usernames in the column %j", (name) =>
    expect(entries(`${name},Department\ngrace,Support\n`)).toEqual(["grace"]),
  );

  test("returns the columns that it ignores, and those with usernames in their order", () => {
    const { columns } = read("Name,E-mail,department,User name,\nGrace,grace@x.example,Support,grace,\n");
    expect(columns).toEqual({
      usernameColumns: ["User name", "E-mail"],
      ignoredColumns: ["Name", "department"],
    });
  });

  test("uses the email address if the username is empty", () => {
    expect(entries("username,email\ngrace,g@x.example\n,Linus@X.example\n")).toEqual([
      "grace",
      "linus@x.example",
    ]);
    expect(entries("mail\nGrace Holloway <Grace@x.example>\n")).toEqual(["grace@x.example"]);
  });

  test("keeps its letters, except that usernames are normalized", () => {
    expect(entries("username;groups\nＧＲＡＣＥ;Ärzte\n\u200bken\u00a0;\u200eÄrzte\u2060\n")).toEqual([
      "grace + Ärzte",
      "ken + Ärzte",
    ]);
  });

  test("can have a | in the name of a group, after a backslash", () => {
    expect(entries("username,groups\ngrace,a\\|b | c\\\n")).toEqual(["grace + a|b + c\\"]);
  });

  test("with usernames that were guarded for a spreadsheet returns the original ones", () => {
    const username = fc.string({
      unit: fc.constantFrom("a", "-", "+", "=", "@", "'", '"', "|"),
      minLength: 1,
      maxLength: 9,
    });
    const group = fc.string({
      unit: fc.constantFrom("a", "-", "=", "'", ";", ",", "|", "\\", '"', " "),
      maxLength: 9,
    });
    fc.assert(
      fc.property(username, fc.array(group.map((text) => text.trim())), (name, names) => {
        const written = [name, joinGroupNames(names)].map(guardFormulas);
        for (const cell of written) expect(cell).not.toMatch(/^[=+\-@]|;["\s]*[=+\-@]/);
        const list = read(
          stringify(
            [
              ["Username", "Groups", "Outcome"],
              [...written, "invited"],
            ],
            { quoted: true },
          ),
        );
        expect(list.columns?.ignoredColumns).toEqual(["Outcome"]);
        const distinct = [...new Set(names.filter(Boolean))];
        expect(list.entries).toEqual([{ line: 2, username: name, groupNames: distinct }]);
      }),
    );
  });
});

describe("a row that can't be read has a problem", () => {
  test.each([
    ["no username", "username,groups\n,Support\n", ["Line 2: there is no username."]],
    [
      "a username that is too long",
      `username\n${"x".repeat(65)}\n`,
      [`Line 2: “${"x".repeat(40)}…” is longer than 64 characters.`],
    ],
    [
      "what can't be a username",
      "username\ngrace\na b\n",
      ["Line 3: “a b” isn't a username. Usernames can't contain spaces, commas or semicolons."],
    ],
    [
      "more than one address in a cell",
      'email\n"Grace <grace@x.example>; Linus <linus@x.example>"\n<ada@x.example>,<ken@x.example>\n',
      [
        "Line 2: “grace <grace@x.example>; linus <linus@x.…” isn't a username. " +
          "Usernames can't contain spaces, commas or semicolons.",
        "Line 3: “<ada@x.example>,<ken@x.example>” isn't a username. Usernames can't contain spaces, commas or semicolons.",
      ],
    ],
    [
      "too many cells",
      "username\ngrace\nlinus,x\n",
      ["Line 3: “x” is after the last column. Put values that contain separators in quotes."],
    ],
    [
      "a quote that is not closed",
      'username\ngrace\n"linus\nken\n',
      ["Line 3: a quotation mark is opened but never closed."],
    ],
    [
      "too many groups",
      `username,groups\ngrace,${numbers(101)}\nlinus,${numbers(100)}\n`,
      ["Line 2: there are more than 100 groups."],
    ],
    [
      "a line that is too long",
      `username,groups\ngrace,\nlinus,${"a|b".repeat(17_000)}\n`,
      ["Line 3: the line has more than 50,000 characters."],
    ],
  ])("%s", (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test("and the other rows are read anyway", () => {
    expect(problems("username\na b\ngrace\nc d\n")).toHaveLength(2);
    expect(entries("username\na b\ngrace\nc d\n")).toEqual(["grace"]);
  });

  test("with the entered text", () => {
    expect(read('groups,username\nSupport,a b,"x, y",z\n').problems).toMatchObject([
      { entered: ["a b", "Support", '"x, y",z'] },
    ]);
  });
});

function numbers(count: number): string {
  return Array.from({ length: count }, (_, at) => at).join("|");
}
