import type { Steps } from "@/lib/slices";
import type { Unreadable } from "./entries";
import { isPlausible, isShiftJis } from "./plausible-letters";

export type Encoding = "UTF-8" | "UTF-16" | SingleByteEncoding;

/** Encodings with one byte for each character. Excel writes "CSV" in Windows-1252 on Windows, and in Mac OS Roman on a Mac. */
export type SingleByteEncoding = "Windows-1252" | "Mac OS Roman";

type Decoded = { readonly text: string; readonly encoding: Encoding };

/** Decodes a text file and removes its byte order mark. Wrongly decoded letters are an error, if they can be recognized. */
export function* decode(bytes: Uint8Array): Steps<Decoded | Unreadable> {
  const decoded = yield* decodeText(bytes);
  if ("error" in decoded) return decoded;
  return decoded.text.includes("\0") ? { error: { code: "file-no-text" } } : decoded;
}

function* decodeText(bytes: Uint8Array): Steps<Decoded | Unreadable> {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: textOf(bytes, "utf-16le"), encoding: "UTF-16" };
  if (first === 0xfe && second === 0xff) return { text: textOf(bytes, "utf-16be"), encoding: "UTF-16" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return yield* decodeSingleBytes(bytes);
  }
}

function textOf(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** Judges the encoding by the first lines with other characters than those of ASCII. */
function* decodeSingleBytes(bytes: Uint8Array): Steps<Decoded | Unreadable> {
  const sample = sampleOf(bytes);
  yield;
  const letters = decodeWindows1252(sample);
  const isMac = (bytes.includes(CR) && !bytes.includes(LF)) || MAC_LETTERS.test(letters);
  yield;
  const encoding = isMac ? "Mac OS Roman" : "Windows-1252";
  const text = decodeAs(encoding, bytes);
  yield;
  if (text.includes("\0")) return { text, encoding };
  const isReadable = yield* isPlausible(isMac ? decodeAs(encoding, sample) : letters, encoding);
  return isReadable && !isShiftJis(sample) ? { text, encoding } : { error: { code: "file-encoding" } };
}

function decodeAs(encoding: SingleByteEncoding, bytes: Uint8Array): string {
  return encoding === "Mac OS Roman" ? textOf(bytes, "macintosh") : decodeWindows1252(bytes);
}

const LF = 0x0a;
const CR = 0x0d;
/** In bytes. Enough words to recognize an encoding. */
const SAMPLE_LENGTH = 32_768;

/** The first lines with other bytes than those of ASCII. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(SAMPLE_LENGTH);
  let length = 0;
  let start = 0;
  let isAscii = true;
  for (let at = 0; at <= bytes.length && length < SAMPLE_LENGTH; at++) {
    const byte = bytes[at] ?? LF;
    if (byte > 0x7f) isAscii = false;
    if (byte !== LF && byte !== CR) continue;
    if (!isAscii) {
      const line = bytes.subarray(start, Math.min(at + 1, start + SAMPLE_LENGTH - length));
      sample.set(line, length);
      length += line.length;
    }
    isAscii = true;
    start = at + 1;
  }
  return sample.subarray(0, length);
}

/** The characters from 0x80 to 0x9F. Where Windows-1252 has none, WHATWG uses control characters. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** `TextDecoder` of Node 20 reads these characters as Latin-1. */
function decodeWindows1252(bytes: Uint8Array): string {
  const codes = new Uint16Array(bytes);
  for (const [at, code] of codes.entries()) {
    if (code >= 0x80 && code < 0xa0) codes[at] = WINDOWS_1252.charCodeAt(code - 0x80);
  }
  return textOf(new Uint8Array(codes.buffer), "utf-16le");
}

/** What the letters `äöüéèçáàâãåñ` of Mac OS Roman look like in Windows-1252, where they form no words. */
const MAC_LETTERS = /[\u0081\u008d\u008f\u0090\u009d]|\p{Ll}[ŠŽŸŒ]|\p{Lu}[ŠŽŸ]\p{Ll}|\p{L}[‡ˆ‰‹„†•˜]\p{L}/u;
