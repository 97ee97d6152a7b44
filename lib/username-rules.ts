import { normalizeText } from "./text";
import confusables from "./username-confusables.json" with { type: "json" };

/** The scripts recommended for identifiers (UAX 31, table 5). */
const SCRIPTS = [
  ..."Latin Cyrillic Greek Arabic Armenian Bengali Bopomofo Devanagari Ethiopic Georgian Gujarati Gurmukhi".split(
    " ",
  ),
  ..."Han Hangul Hebrew Hiragana Kannada Katakana Khmer Lao Malayalam Myanmar Oriya Sinhala Tamil".split(" "),
  ..."Telugu Thaana Thai Tibetan".split(" "),
];

/** The scripts that belong together, besides each one alone: "highly restrictive" of UTS 39 (5.2). */
const TOGETHER = [
  ["Latin", "Han", "Hiragana", "Katakana"],
  ["Latin", "Han", "Bopomofo"],
  ["Latin", "Han", "Hangul"],
];

const OF_ONE_WRITING_SYSTEM = [...SCRIPTS.map((script) => [script]), ...TOGETHER].map(
  (scripts) =>
    new RegExp(
      `^[${["Common", "Inherited", ...scripts].map((script) => `\\p{scx=${script}}`).join("")}]+$`,
      "u",
    ),
);

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{C}\p{Z}]/u;

/** True without invisible characters and without scripts that don't belong together. @param username normalized and bounded */
export function isReadableUsername(username: string): boolean {
  return !INVISIBLE.test(username) && OF_ONE_WRITING_SYSTEM.some((system) => system.test(username));
}

/**
 * What a username looks like: two with the same skeleton are confusable (UTS 39, 4). In lower case, as usernames are.
 * @param username normalized and bounded
 */
export function usernameSkeleton(username: string): string {
  const characters = [...normalizeText(username, "NFD")];
  const prototypes = characters.map((character) => PROTOTYPES.get(character) ?? character);
  return normalizeText(prototypes.join(""), "NFD").toLowerCase();
}

/** From each confusable character to what it looks like; the file has them the other way round. */
const PROTOTYPES = new Map(
  Object.entries(confusables).flatMap(([prototype, characters]) =>
    [...characters].map((character) => [character, prototype] as const),
  ),
);
