import { describe, expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { refusalText } from "@/lib/refusals";
import { atOnce } from "@/lib/slices";
import { readPasted } from "./read-pasted";

const t = translatorFor("en");

describe("pasted text", () => {
  const pasted = (text: string) => {
    const list = atOnce(readPasted(text));
    if ("error" in list) throw new Error(refusalText(t, list.error));
    return list.entries.map(({ username, groupNames }) => [username, ...groupNames].join(" + "));
  };

  test("is a list of usernames between any separators", () => {
    expect(pasted("grace, linus;ken\n\nada hank")).toEqual(["grace", "linus", "ken", "ada", "hank"]);
    expect(pasted("login grace")).toEqual(["login", "grace"]);
    expect(pasted("login, grace\nlinus")).toEqual(["login", "grace", "linus"]);
  });

  test("can be a table of a spreadsheet, with its columns", () => {
    expect(pasted("Name\tLogin\tGroups\nGrace Holloway\tgrace\tSupport\n")).toEqual(["grace + Support"]);
    expect(pasted("E-mail,Groups\ngrace@x.example,Support")).toEqual(["grace@x.example + Support"]);
    expect(pasted("User name,Department\ngrace,Sales")).toEqual(["grace"]);
  });

  test("can be a table from a text editor, with commas or semicolons, and with names of people", () => {
    for (const delimiter of [",", ";"]) {
      for (const header of ["Name,Email", "Full Name,E-mail", "Organisation,E-mail"]) {
        const text = `${header}\nGrace Holloway,grace@x.example\n`.replaceAll(",", delimiter);
        expect(pasted(text)).toEqual(["grace@x.example"]);
      }
      expect(pasted("First Name,Last Name,Login\nGrace,Holloway,grace".replaceAll(",", delimiter))).toEqual([
        "grace",
      ]);
    }
    expect(pasted("mail, ada\nken, linus")).toEqual(["mail", "ada", "ken", "linus"]);
  });

  test("with columns but no line that names them is never read as usernames, unless only one column has content", () => {
    for (const text of [
      "grace\tSupport\nlinus\tSales",
      "grace\n\nlinus\tSales\tx",
      "grace\tlinus",
      "1.\tgrace\tSales",
    ]) {
      expect(atOnce(readPasted(text))).toEqual({ error: { code: "table-without-header" } });
    }
    expect(pasted("grace\t\n\tlinus\n\t\t\n")).toEqual(["grace", "linus"]);
    expect(pasted("•\tgrace\n2.\tlinus\no\tada")).toEqual(["grace", "linus", "ada"]);
  });

  test("returns the words next to email addresses that it leaves out", () => {
    const text = "Grace Holloway <grace@x.example>\nada\nlinus margaret@x.example";
    expect(pasted(text)).toEqual(["grace@x.example", "ada", "margaret@x.example"]);
    expect(atOnce(readPasted(text))).toMatchObject({ leftOut: ["Grace Holloway", "linus"] });
    expect(atOnce(readPasted("Grace Holloway\ngrace@x.example\n\nlinus"))).toMatchObject({
      entries: [
        { line: 2, username: "grace@x.example" },
        { line: 4, username: "linus" },
      ],
      leftOut: ["Grace Holloway"],
    });
  });
});
