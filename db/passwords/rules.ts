import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { normalizeText } from "@/lib/text";

const MIN_LENGTH = 12;
const MAX_LENGTH = 128;

const TOO_LONG = `A password has at most ${MAX_LENGTH} characters.`;

/** How many UTF-16 code units are checked at once. */
const CHUNK = 32;

/** Passwords that need fewer guesses than this are among the first that attackers try. */
const MIN_GUESSES = 1e9;

/** What others know about the owner of a password, so that it can't be a part of it. */
export type Owner = {
  readonly username: string;
  readonly name: string;
  readonly organizationName: string;
};

/**
 * Checks a new password by NIST SP 800-63B: it must be long, may contain any characters, and must not be common or easy to
 * guess from its owner.
 * @returns what is wrong, as a sentence; null if nothing is
 */
export function passwordProblem(password: string, owner: Owner): string | null {
  if (password.length > 4 * MAX_LENGTH) return TOO_LONG;
  const text = normalizeText(password, "NFKC");
  const length = [...text].length;
  if (length < MIN_LENGTH) {
    return `A password has ${MIN_LENGTH} characters or more. Several words in a row are easy to keep in mind.`;
  }
  if (length > MAX_LENGTH) return TOO_LONG;
  const sequence = weakSequence(text, owner);
  if (!sequence) return null;
  if (sequence.some(({ dictionaryName }) => dictionaryName === "userInputs")) {
    return "This is too close to your name, your username or your organization. Take words that have nothing to do with you.";
  }
  if (sequence.some(({ pattern }) => pattern === "dictionary")) {
    return "Many people have this password, or one much like it. Take several words that have nothing to do with each other.";
  }
  return "What repeats itself, or stands in a row, is guessed quickly. Take several words that have nothing to do with each other.";
}

/**
 * @returns the patterns that make a password weak; null for a strong one. Because checking time grows much faster than
 * length, a long password is checked in chunks until one chunk is strong by itself.
 */
function weakSequence(text: string, owner: Owner) {
  zxcvbn ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, l33tMaxSubstitutions: 8 });
  const sequence = [];
  for (let at = 0; at < text.length; at += CHUNK) {
    const result = zxcvbn.check(text.slice(at, at + CHUNK), wordsOf(owner));
    if (result.guesses >= MIN_GUESSES) return null;
    sequence.push(...result.sequence);
  }
  return sequence;
}

// Created on first use, because its dictionaries take time and memory.
let zxcvbn: ZxcvbnFactory | undefined;

function wordsOf({ username, name, organizationName }: Owner): string[] {
  const whole = [username, name, organizationName].map((text) => text.toLowerCase());
  return [
    ...whole,
    ...whole.map((text) => text.replaceAll(" ", "")),
    ...whole.flatMap((text) => text.split(/[\s.@_-]+/)),
  ].filter((word) => word.length > 2);
}
