import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { processorTime } from "@/db/testing/processor-time";
import { projectRoot } from "@/scripts/paths";
import { cutText, isolated, normalizeText } from "./text";

const SOURCES = ["app", "components", "db", "emails", "lib", "instrumentation.ts", "proxy.ts"];

test.each([
  ["combining marks", `a${"\u0301\u0323".repeat(50_000)}`],
  ["halfwidth kana marks", `a${"\u0301\uff9e".repeat(50_000)}`],
  ["Hangul tone marks", `a${"\u302e\u0323".repeat(50_000)}`],
])("200 kB of %s are normalized without a noticeable wait", (_, text) => {
  const time = processorTime(() => {
    for (const form of ["NFC", "NFKC", "NFKD"] as const) normalizeText(text, form);
  });
  expect(time).toBeLessThan(1000); // 10 s by String.normalize alone
});

test("every character that normalizes to combining marks only counts as a mark", () => {
  const missed: string[] = [];
  for (let code = 0; code < 0x110000; code++) {
    const character = String.fromCodePoint(code);
    if (/[\p{M}\p{Cs}\uff9e\uff9f]/u.test(character)) continue;
    if (/^\p{M}+$/u.test(character.normalize("NFKD"))) missed.push(code.toString(16));
  }
  expect(missed).toEqual([]);
});

test("real text keeps all of its marks", () => {
  expect(normalizeText("e\u0301", "NFC")).toBe("\u00e9");
  expect(normalizeText("Việt ᾂ क्षत्रिय", "NFC")).toBe("Việt ᾂ क्षत्रिय".normalize("NFC"));
  const thirty = `a${"\u0323".repeat(30)}`;
  expect(normalizeText(`${thirty}\u0323`, "NFC")).toBe(thirty.normalize("NFC"));
});

test("no other file calls String.normalize, which takes quadratic time", () => {
  const found = SOURCES.flatMap(filesBelow).filter((file) =>
    /\.normalize\(/.test(readFileSync(path.join(projectRoot, file), "utf8")),
  );
  expect(found).toEqual(["lib/text.ts"]);
});

test("a right-to-left name is isolated, and another stays as it is", () => {
  expect(`${isolated("דנה")} 5`).toBe("\u2068דנה\u2069 5");
  expect(isolated("Grace")).toBe("Grace");
});

test("every name in a success message is isolated, so that it doesn't reorder the sentence", () => {
  const sources = ["app", "components"].flatMap(filesBelow);
  const names = sources
    .flatMap((file) => messagesIn(readFileSync(path.join(projectRoot, file), "utf8")))
    .flatMap(namesIn);
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !name.startsWith("isolated("))).toEqual([]);
});

/** The arguments of messages: of actions, of buttons that ask for confirmation, and of what is announced directly. */
function messagesIn(source: string): string[] {
  const message =
    /(?:\bmessage:|successMessage=\{|announce\(|announcement:|useResendResult\()[^;]*?\bt\([^{};]*\{([^{}]*)\}/g;
  return [...source.matchAll(message)].map(([, values = ""]) => values);
}

function namesIn(values: string): string[] {
  return [...values.matchAll(/\w+: ([^,]+?)\s*(?:,|$)/g)]
    .map(([, expression = ""]) => expression)
    .filter((expression) => /name\b/i.test(expression));
}

function filesBelow(name: string): string[] {
  if (/\.tsx?$/.test(name)) return [name];
  return readdirSync(path.join(projectRoot, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)));
}

test.each([
  ["Team 😀", 7, "Team 😀"],
  ["Team 😀", 6, "Team "],
  ["Team 😀", 5, "Team "],
  ["😀", 1, ""],
  ["", 0, ""],
  ["Grace", 0, ""],
  ["Grace", 3, "Gra"],
])("%j is cut after %i characters to %j, without half a character", (text, max, cut) => {
  expect(cutText(text, max)).toBe(cut);
});
