import type { UsernameList } from "./entries";
import { readTable } from "./read-table";

/** Why a file isn't a CSV file at all, as a sentence. */
export type UnreadableFile = { readonly error: string };

/** Reads a CSV file, as `readTable` describes. It must be UTF-8, with or without a byte order mark. */
export function readFile(bytes: Uint8Array): UsernameList | UnreadableFile {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { error: "The file is UTF-16. Save it as “CSV UTF-8”, then try again." };
  }
  if (bytes.includes(0)) {
    return { error: "This is no text file. Save the table as “CSV UTF-8”, then try again." };
  }
  const text = decode(bytes);
  if (text === null) {
    return {
      error: `Line ${findInvalidLine(bytes)}: this is not UTF-8. Save the file as “CSV UTF-8”, then try again.`,
    };
  }
  if (text.trim() === "") {
    return { error: "The file is empty. Choose one with a line “username”, then one line for each." };
  }
  return readTable(text);
}

/** @returns the text without a byte order mark; null if it isn't UTF-8 */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const LINE_FEED = 10;

/** Finds the line of the first byte that isn't UTF-8: decoding and encoding again changes it. */
function findInvalidLine(bytes: Uint8Array): number {
  const encoded = Buffer.from(Buffer.from(bytes).toString("utf8"));
  const at = bytes.findIndex((byte, index) => byte !== encoded[index]);
  const before = bytes.subarray(0, at < 0 ? bytes.length : at);
  return before.reduce((lines, byte) => (byte === LINE_FEED ? lines + 1 : lines), 1);
}
