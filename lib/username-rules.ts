import { INVISIBLE, normalizeText } from "./text";
import confusables from "./username-confusables.json" with { type: "json" };

/** The scripts recommended for identifiers (UAX 31, table 5). */
const SCRIPTS = [
  ..."Latin Cyrillic Greek Arabic Armenian Bengali Bopomofo Devanagari Ethiopic Georgian Gujarati Gurmukhi".split(
    " ",
  ),
  ..."Han Hangul Hebrew Hiragana Kannada Katakana Khmer Lao Malayalam Myanmar Oriya Sinhala Tamil".split(" "),
  ..."Telugu Thaana Thai Tibetan".split(" "),
];

/** The scripts that a username may mix: "highly restrictive" of UTS 39, section 5.2. */
const COMBINATIONS = [
  ["Latin", "Han", "Hiragana", "Katakana"],
  ["Latin", "Han", "Bopomofo"],
  ["Latin", "Han", "Hangul"],
];

const WRITING_SYSTEMS = [...SCRIPTS.map((script) => [script]), ...COMBINATIONS].map(
  (scripts) =>
    new RegExp(
      `^[${["Common", "Inherited", ...scripts].map((script) => `\\p{scx=${script}}`).join("")}]+$`,
      "u",
    ),
);

const UNREADABLE = new RegExp(`[${INVISIBLE}\\p{C}\\p{Z}]`, "u");

/** Whether a username has no invisible characters and mixes no scripts. @param username normalized and bounded */
export function isReadableUsername(username: string): boolean {
  return !UNREADABLE.test(username) && WRITING_SYSTEMS.some((system) => system.test(username));
}

/**
 * The skeleton of a username by UTS 39, section 4, in lower case. Usernames with the same skeleton look alike.
 * @param username normalized and bounded
 */
export function usernameSkeleton(username: string): string {
  const characters = [...normalizeText(username, "NFD")];
  const prototypes = characters.map((character) => PROTOTYPES.get(character) ?? character);
  return normalizeText(prototypes.join(""), "NFD").toLowerCase();
}

/** Maps each confusable character to its prototype. The file maps the other way around. */
const PROTOTYPES = new Map(
  Object.entries(confusables).flatMap(([prototype, characters]) =>
    [...characters].map((character) => [character, prototype] as const),
  ),
);
