import type { Steps } from "@/lib/slices";
import type { SingleByteEncoding } from "./decode";

/** Whether a decoded text looks as if it was written in this encoding: false if its letters form no words. */
export function* isPlausible(text: string, encoding: SingleByteEncoding): Steps<boolean> {
  const misplaced = encoding === "Windows-1252" ? MISPLACED_IN_WINDOWS_1252 : MISPLACED_IN_MAC_OS_ROMAN;
  for (const pattern of [...NO_WORDS, misplaced]) {
    yield;
    if (pattern.test(text)) return false;
  }
  return true;
}

/**
 * What letters of other alphabets look like. In languages that use these encodings, accented letters are mixed with plain
 * ones.
 */
const NO_WORDS = [
  /(?<!\p{L})(?:(?![a-z])\p{L}){3,}(?!\p{L})/iu, // "Èâàí", from Cyrillic
  /(?=[^\p{ASCII}\u00a0]{0,3}\p{L})([^\p{ASCII}\u00a0])(?!\1{3})[^\p{ASCII}\u00a0]{3}/u, // "±è¹Î", from Korean
];

/** Symbols in the places of letters: "£ukasz", "Micha³", "ŽR“c". */
const MISPLACED_IN_WINDOWS_1252 =
  /[\u0081\u008d\u008f\u0090\u009d]|\p{L}[“”«»¤¦¨¬¯±²³¶¸¹¼½¾¿×÷€£¥§©®]\p{L}|[¤¦¬¯£¥]\p{L}|\p{L}{3}[³¿]/u;

/** The same: "äůastn˝", and a capital letter within a word: "ìcíÜ". */
const MISPLACED_IN_MAC_OS_ROMAN =
  /\p{L}[≠∞±≤≥¥∂∑∏π∫Ω¬√ƒ≈∆÷◊⁄‰ˆ˜¯˘˙˚¸˝˛ˇ¢£]|[≠∞±≤≥∂∑∏∫¬√≈∆÷◊⁄ˆ˜˘˙˚˝˛ˇ¢£]\p{L}|(?!\p{ASCII})\p{Ll}\p{Lu}/u;

/**
 * Whether the bytes are Japanese words in Shift JIS, whose characters can contain letters of ASCII.
 * @param bytes lines of text; the last one may be cut off
 */
export function isShiftJis(bytes: Uint8Array): boolean {
  const text = decodeShiftJis(bytes);
  return (
    text !== null && /[^\p{ASCII}]{2}/u.test(text) && !NOT_JAPANESE.some((pattern) => pattern.test(text))
  );
}

const NOT_JAPANESE = [
  /[^\p{ASCII}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Common}]/u,
  /[a-z](?!\p{ASCII})\p{L}|(?!\p{ASCII})\p{L}[a-z]/u,
];

function decodeShiftJis(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("shift_jis", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}
