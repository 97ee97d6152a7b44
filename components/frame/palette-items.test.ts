import { expect, test } from "vitest";
import { containsWords, NO_RESULTS, narrowResults } from "./palette-items";

test.each([
  ["Audit log", "log"],
  ["Audit log", "LOG aud"],
  ["Übersicht", "ubers"],
  ["Vue d’ensemble", " ENSEMBLE "],
  ["Gruppe erstellen", ""],
  ["Gruppe erstellen", "er"],
  ["監査ログ", "ログ"],
])("%j is found by %j", (text, search) => expect(containsWords(text, search)).toBe(true));

test("a text is not found by a word that it doesn't contain", () => {
  expect(containsWords("Audit log", "audit logs")).toBe(false);
});

test("one or two letters match only the beginning of a word", () => {
  expect(containsWords("Bulk actions", "s")).toBe(false);
});

test("results that no longer match what is typed disappear immediately", () => {
  const person = (name: string, detail: string) => ({ id: name, name, detail, href: `/${detail}` });
  const [sam, grace] = [person("Sam Rivera", "sam"), person("Grace Holloway", "grace")];
  expect(narrowResults({ ...NO_RESULTS, users: [sam, grace] }, "holloway gr").users).toEqual([grace]);
});
