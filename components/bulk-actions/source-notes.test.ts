import { expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { sourceNotes } from "./source-notes";

const translators = { t: translatorFor("en", "bulk-actions.source"), common: translatorFor("en", "common") };
const columns = { usernameColumns: ["Username"], ignoredColumns: [] };

test("a list whose rows all count says nothing", () => {
  expect(sourceNotes(translators, { source: null, size: 3, tally: {} })).toEqual([]);
  expect(
    sourceNotes(translators, { source: { rows: 3, columns: null, encoding: null }, size: 3, tally: {} }),
  ).toEqual([]);
  expect(
    sourceNotes(translators, { source: { rows: 3, columns, encoding: "UTF-16" }, size: 3, tally: {} }),
  ).toEqual([]);
});

test("duplicates, the columns and the encoding are explained", () => {
  const source = {
    rows: 1_017,
    columns: { usernameColumns: ["Login", "E-mail"], ignoredColumns: ["name", "department"] },
    encoding: "Windows-1252",
  } as const;
  expect(sourceNotes(translators, { source, size: 4, tally: { unreadable: 1, invited: 3 } })).toEqual([
    "1,016 rows for 3 people. The groups of repeated people were combined.",
    "Usernames are from the column “Login”, or from “E-mail” where it's empty.",
    "Ignored columns: name, department.",
    "The file isn't UTF-8. It was read as Windows-1252, so check names with accents.",
  ]);
});

test("at most 20 ignored columns are named", () => {
  const ignoredColumns = Array.from({ length: 22 }, (_, at) => `c${at}`);
  const source = { rows: 1, columns: { ...columns, ignoredColumns }, encoding: null };
  expect(sourceNotes(translators, { source, size: 1, tally: {} })).toEqual([
    expect.stringMatching(/c19 and 2 more\.$/),
  ]);
});

test("words beside email addresses that were left out are named", () => {
  const source = {
    rows: 3,
    columns: null,
    encoding: null,
    leftOut: { first: ["Grace Holloway", "linus"], count: 4 },
  };
  expect(sourceNotes(translators, { source, size: 3, tally: {} })).toEqual([
    "Words next to email addresses were ignored: Grace Holloway, linus and 2 more.",
  ]);
});
