import { Invalid } from "@/db/errors";
import type { Reading } from "./entries";
import { readTable } from "./read-table";

/**
 * A CSV file, UTF-8 with or without its mark; what stands in it, as `readTable` says.
 * @throws Invalid at `file` for what is no such file at all
 */
export function readFile(bytes: Uint8Array): Reading {
  const text = textOf(bytes);
  if (text.trim() === "")
    refuse("The file is empty. Choose one with a line “username”, then one line for each.");
  return readTable(text);
}

const LINE_FEED = 10;

function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    refuse("The file is UTF-16. Save it as “CSV UTF-8”, then try again.");
  }
  if (bytes.includes(0)) refuse("This is no text file. Save the table as “CSV UTF-8”, then try again.");
  try {
    return decode(bytes);
  } catch {
    return refuse(
      `Line ${lineThatIsNotUtf8(bytes)}: this is not UTF-8. Save the file as “CSV UTF-8”, then try again.`,
    );
  }
}

/** Without the mark of UTF-8. @throws TypeError for what is not UTF-8 */
function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/** The first byte that decoding and encoding again changes is where something else than UTF-8 stands. */
function lineThatIsNotUtf8(bytes: Uint8Array): number {
  const mended = Buffer.from(Buffer.from(bytes).toString("utf8"));
  const at = bytes.findIndex((byte, index) => byte !== mended[index]);
  return bytes.subarray(0, at < 0 ? bytes.length : at).reduce(countLines, 1);
}

function countLines(lines: number, byte: number): number {
  return byte === LINE_FEED ? lines + 1 : lines;
}

function refuse(words: string): never {
  throw new Invalid(words, { file: words });
}
