import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { normalizeText } from "@/lib/text";

const SHORTEST = 12;
const LONGEST = 128;

const TOO_LONG = `A password has at most ${LONGEST} characters.`;

/** Code units that are judged at once. */
const PIECE = 32;

/** A password that programs find with fewer guesses than this is among those that they try first. */
const MIN_GUESSES = 1e9;

/** Whose password it is to be: what others know of a person is no secret. */
export type Owner = {
  readonly username: string;
  readonly name: string;
  readonly organizationName: string;
};

/**
 * What is wrong with a new password, as a sentence that helps; null when nothing is. By NIST SP 800-63B: length counts,
 * every character may be used, none has to be, and what is common or at hand is refused.
 */
export function passwordProblem(password: string, owner: Owner): string | null {
  if (password.length > 4 * LONGEST) return TOO_LONG;
  const text = normalizeText(password, "NFKC");
  const length = [...text].length;
  if (length < SHORTEST) {
    return `A password has ${SHORTEST} characters or more. Several words in a row are easy to keep in mind.`;
  }
  if (length > LONGEST) return TOO_LONG;
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
 * The patterns that make a password weak; null for a strong one. The time that judging takes grows much faster than the
 * text, so a long one is judged piece by piece until one piece is strong by itself.
 */
function weakSequence(text: string, owner: Owner) {
  strength ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, l33tMaxSubstitutions: 8 });
  const sequence = [];
  for (let at = 0; at < text.length; at += PIECE) {
    const judged = strength.check(text.slice(at, at + PIECE), wordsOf(owner));
    if (judged.guesses >= MIN_GUESSES) return null;
    sequence.push(...judged.sequence);
  }
  return sequence;
}

// Made when it is first needed: its word lists take a moment and some megabytes.
let strength: ZxcvbnFactory | undefined;

function wordsOf({ username, name, organizationName }: Owner): string[] {
  const whole = [username, name, organizationName].map((text) => text.toLowerCase());
  return [
    ...whole,
    ...whole.map((text) => text.replaceAll(" ", "")),
    ...whole.flatMap((text) => text.split(/[\s.@_-]+/)),
  ].filter((word) => word.length > 2);
}
