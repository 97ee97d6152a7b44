// Prints the two lists of `comparable_name` in db/rules.sql, from Unicode's confusables.txt (unicode.org/Public/security):
// npx tsx scripts/name-confusables.ts confusables.txt
import { readFileSync } from "node:fs";

const [, , path = "confusables.txt"] = process.argv;
const LETTERS_IN_A_LINE = 80;

/**
 * Letters of Limbu, Tai Le and Georgian with which people write Latin words, and small capitals. Version 13 of Unicode's
 * list has none of them.
 */
const ADDED = {
  a: "ᥲᴀ",
  b: "ʙᴃ",
  c: "ᥴ",
  d: "ძᴅ",
  e: "ᥱᴇ",
  f: "ꜰ",
  g: "ɢ",
  h: "ʜ",
  j: "ᴊ",
  k: "ᴋ",
  l: "ᥣɪʟᴌ",
  m: "ᴍʍ",
  n: "ᥒɴᴎ",
  o: "᥆",
  p: "ᴘᴩ",
  q: "ꞯ",
  r: "ʀᴙ",
  t: "ᴛ",
  u: "ᥙ",
  v: "᥎",
  x: "᥊",
  y: "ʏ",
};

/** The replacement of each character that looks like another letter or digit. */
const letters = new Map<string, string>([..."iI1|"].map((character) => [character, "l"]));
letters.set("0", "o");

const lines = readFileSync(path, "utf8").split("\n");
// Twice, because a character can look like one whose own line is further down.
for (const line of [...lines, ...lines]) {
  const [source = "", prototype = ""] = (line.split("#")[0] ?? "").split(";").map(textOf);
  pair(source.normalize("NFKD"), letterOf(prototype));
}
for (const [letter, characters] of Object.entries(ADDED)) {
  for (const character of characters) pair(character, letter);
}
// Names are compared ignoring case, so if only one case looks like another letter, both cases stand for it.
for (const [character, letter] of [...letters]) {
  pair(character.toLowerCase(), letter);
  pair(character.toUpperCase(), letter);
}

const sorted = [...letters].sort(([a, to], [b, and]) => compare(to, and) || compare(a, b));
for (const list of [0, 1] as const) {
  for (let at = 0; at < sorted.length; at += LETTERS_IN_A_LINE) {
    const line = sorted.slice(at, at + LETTERS_IN_A_LINE).map((pair) => pair[list]);
    process.stdout.write(`'${line.join("")}'\n`);
  }
}

function textOf(codePoints: string): string {
  const hex = codePoints.trim().match(/^[0-9A-Fa-f]{4,6}(?: [0-9A-Fa-f]{4,6})*$/)?.[0] ?? "";
  return hex && String.fromCodePoint(...hex.split(" ").map((code) => Number.parseInt(code, 16)));
}

/** The letter or digit that a text looks like, without its accents. */
function letterOf(text: string): string | undefined {
  const letter = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/^rn$/, "m");
  return letters.get(letter) ?? letter.match(/^[a-z0-9]$/)?.[0];
}

function pair(character: string, letter: string | undefined): void {
  if (!letter || [...character].length !== 1 || /^[\0-\x7f]$/.test(character)) return;
  if (!letters.has(character)) letters.set(character, letter);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
