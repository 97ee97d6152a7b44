import { cutText, isolated, NARROW_SPACE, normalizeText, withoutInvisible } from "@/lib/text";

declare const name: unique symbol;
declare const note: unique symbol;

/** The name of a person or an organization, safe to put into an email. */
export type PlainName = string & { readonly [name]: true };

/** A text that a user wrote to another, safe to put into an email. Line breaks are kept. */
export type PlainNote = string & { readonly [note]: true };

const MAX_NAME_LENGTH = 64;

/**
 * Makes a name safe: one line of at most 64 characters, without control and direction characters, and without anything
 * that email programs turn into a link. Strangers choose names, and would put their own text into our emails.
 */
export function plainName(text: string): PlainName {
  return branded(withoutLinks(cut(oneLine(text))) || "—");
}

/** Joins names in one line, with the separator of the reader's language. */
export function plainNames(texts: readonly string[], separator: string): PlainName {
  return branded(texts.map(plainName).join(separator));
}

/** Makes each line of a text safe, like a name. */
export function plainNote(text: string): PlainNote {
  const lines = text.split("\n").map((line) => withoutLinks(oneLine(line)));
  return lines.join("\n").trim() as PlainNote; // safe: each line has just been cleaned
}

/** Removes line breaks, invisible characters and characters that change the direction of the text around them. */
function oneLine(text: string): string {
  return withoutInvisible(normalizeText(text, "NFC").replace(/[\s\p{Cc}]+/gu, " "))
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** Breaks everything that email programs turn into a link. */
function withoutLinks(line: string): string {
  return isolated(line.replace(LINK_CHARACTERS, `$&${NARROW_SPACE}`));
}

// The dot of a domain and the characters that host names normalize to a dot, the colon of a scheme, the at sign of an
// address, the slashes of a network share, and the start of an encoded word in a header, which could hide all of these.
// A narrow space goes after each. Host names can't contain it, so email programs find no link.
const LINK_CHARACTERS =
  /(?<=\S)[.․。︒﹒．｡](?=\p{L}{2})|[⒈-⒛㏂㏇㏘🄀](?=\p{L}{2})|(?<=\p{L}):(?=\S)|(?<=\S)@(?=\S)|[\\/](?=[\\/])|=(?=\?)/gu;

function cut(text: string): string {
  if (text.length <= MAX_NAME_LENGTH) return text;
  const beginning = cutText(text, MAX_NAME_LENGTH * 16);
  const characters = Array.from(segmenter.segment(beginning), ({ segment }) => segment);
  if (characters.length <= MAX_NAME_LENGTH) return beginning;
  return `${characters
    .slice(0, MAX_NAME_LENGTH - 1)
    .join("")
    .trimEnd()}…`;
}

const segmenter = new Intl.Segmenter();

/** The only place that makes a PlainName. Safe: its callers have just cleaned the text. */
function branded(cleaned: string): PlainName {
  return cleaned as PlainName;
}
