import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { PASSWORD_LENGTH } from "@/lib/passwords";
import type { RefusalReason } from "@/lib/refusals";
import { normalizeText } from "@/lib/text";

const TOO_LONG = { code: "password-too-long", max: PASSWORD_LENGTH.max } as const;

/** How many UTF-16 code units are checked at once. */
const CHUNK = 32;

/** Passwords that need fewer guesses than this are among the first that attackers try. */
const MIN_GUESSES = 1e9;

/** What others know about the owner of a password, and what it therefore can't contain. */
export type Owner = {
  readonly username: string;
  readonly name: string;
  readonly organizationName: string;
};

/**
 * Checks a new password by NIST SP 800-63B: it must be long, may contain any characters, and must not be common or easy to
 * guess from its owner.
 * @returns what is wrong; null if nothing is
 */
export function passwordProblem(password: string, owner: Owner): RefusalReason | null {
  if (password.length > 4 * PASSWORD_LENGTH.max) return TOO_LONG;
  const text = normalizeText(password, "NFKC");
  const length = [...text].length;
  if (length < PASSWORD_LENGTH.min) return { code: "password-too-short", min: PASSWORD_LENGTH.min };
  if (length > PASSWORD_LENGTH.max) return TOO_LONG;
  const sequence = weakSequence(text, owner);
  if (!sequence) return null;
  if (sequence.some(({ dictionaryName }) => dictionaryName === "userInputs")) {
    return { code: "password-like-owner" };
  }
  const isCommon = sequence.some(({ pattern }) => pattern === "dictionary");
  return { code: isCommon ? "password-common" : "password-repetitive" };
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
