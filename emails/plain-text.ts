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

/**
 * Breaks everything that email programs turn into a link, with a narrow space. Host names can't contain it, so the programs
 * find no link.
 */
function withoutLinks(line: string): string {
  const withoutDomains = line.replace(DOT, (dot, at: number) =>
    isDotOfHost(line, at, dot.length) ? `${dot}${NARROW_SPACE}` : dot,
  );
  return isolated(withoutDomains.replace(LINK_CHARACTERS, `$&${NARROW_SPACE}`));
}

// The dot of a domain and the characters that host names normalize to a dot.
const DOT = /(?<=\S)[.․。︒﹒．｡]|[⒈-⒛㏂㏇㏘🄀]/gu;

/** Whether a top-level domain can follow, in any form that host names normalize, or an IPv4 address, or `www` is before it. */
function isDotOfHost(line: string, at: number, length: number): boolean {
  const next = line.slice(at + length, at + length + 16);
  const after = normalizeText(next, "NFKC").replace(/[\u200c\u200d]/g, "");
  return (
    /^\p{L}[\p{L}\p{M}]/u.test(after) ||
    /^\d{1,3}[.。]\d{1,3}[.。]\d/.test(after) ||
    (/\bwww$/i.test(line.slice(Math.max(0, at - 4), at)) && /^\S/.test(after))
  );
}

// The colon of a scheme, the at sign of an address, the slashes of a network share, and the start of an encoded word in a
// header, which could hide all of these.
const LINK_CHARACTERS = /(?<=\p{L}\d{0,9}):(?=\S)|(?<=\S)[@＠﹫](?=\S)|[\\/](?=[\\/])|=(?=\?)/gu;

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
