import type { Unreadable } from "./entries";
import { isPlausible, isShiftJis } from "./plausible-letters";

export type Encoding = "UTF-8" | "UTF-16" | SingleByteEncoding;

/** Encodings with one byte for each character. Excel writes "CSV" in Windows-1252 on Windows, and in Mac OS Roman on a Mac. */
export type SingleByteEncoding = "Windows-1252" | "Mac OS Roman";

type Decoded = { readonly text: string; readonly encoding: Encoding };

/** Decodes a text file and removes its byte order mark. Wrongly decoded letters are an error, if they can be recognized. */
export function decode(bytes: Uint8Array): Decoded | Unreadable {
  const decoded = decodeText(bytes);
  if ("error" in decoded) return decoded;
  return decoded.text.includes("\0") ? { error: { code: "file-no-text" } } : decoded;
}

function decodeText(bytes: Uint8Array): Decoded | Unreadable {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: textOf(bytes, "utf-16le"), encoding: "UTF-16" };
  if (first === 0xfe && second === 0xff) return { text: textOf(bytes, "utf-16be"), encoding: "UTF-16" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return decodeSingleBytes(bytes);
  }
}

function textOf(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

function decodeSingleBytes(bytes: Uint8Array): Decoded | Unreadable {
  const decoded = decodeAsMacOrWindows(bytes);
  const isReadable = isPlausible(decoded.text, decoded.encoding) && !isShiftJis(bytes);
  return isReadable || decoded.text.includes("\0") ? decoded : { error: { code: "file-encoding" } };
}

function decodeAsMacOrWindows(bytes: Uint8Array): Decoded & { readonly encoding: SingleByteEncoding } {
  const text = decodeWindows1252(bytes);
  const isMac = (text.includes("\r") && !text.includes("\n")) || MAC_LETTERS.test(text);
  return isMac
    ? { text: textOf(bytes, "macintosh"), encoding: "Mac OS Roman" }
    : { text, encoding: "Windows-1252" };
}

/** The characters from 0x80 to 0x9F. Where Windows-1252 has none, WHATWG uses control characters. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** `TextDecoder` of Node 20 reads these characters as Latin-1. */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = textOf(bytes, "latin1");
  return latin1.replace(
    /[\u0080-\u009f]/g,
    (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character,
  );
}

/** What the letters `äöüéèçáàâãåñ` of Mac OS Roman look like in Windows-1252, where they form no words. */
const MAC_LETTERS = /[\u0081\u008d\u008f\u0090\u009d]|\p{Ll}[ŠŽŸŒ]|\p{Lu}[ŠŽŸ]\p{Ll}|\p{L}[‡ˆ‰‹„†•˜]\p{L}/u;
