import { linkless, oneLine } from "./plain-name";

declare const plain: unique symbol;

/** What somebody wrote to somebody else, made harmless to put into a mail. The mail keeps its line breaks. */
export type PlainNote = string & { readonly [plain]: true };

/** Lines that are treated as names are, one by one. */
export function plainNote(text: string): PlainNote {
  const lines = text.split("\n").map((line) => linkless(oneLine(line)));
  return lines.join("\n").trim() as PlainNote; // safe: each line has just been cleaned
}
