import { parseEmailAddress } from "./email-address";
import { linesIn } from "./entered-lines";
import { atOnce, type Steps } from "./slices";
import { cutText } from "./text";
import { normalizeUsername, splitAtSeparators, splitEntered, wordsIn } from "./usernames";

export type EnteredNames = {
  /** Distinct normalized usernames and email addresses, in their order. */
  readonly names: readonly string[];
  /** What was left out: names of people next to their addresses, as in `Grace Holloway <grace@meridian.example>`. */
  readonly leftOut: readonly string[];
};

/**
 * Reads a typed or pasted text of usernames and email addresses, as people copy them from email programs, spreadsheets and
 * documents. Separators are lines, white space, commas and semicolons. Words before a bracket are somebody's name, and so are
 * lines of several words above an address.
 */
export function readEnteredNames(text: string): EnteredNames {
  return atOnce(namesInLines(atOnce(linesIn(text)), new Words()));
}

/**
 * The same for the lines of a text, in steps.
 * @param known the words that were read before
 * @param max reading stops soon after this many
 */
export function* namesInLines(
  lines: readonly string[],
  known: Words,
  max = Number.POSITIVE_INFINITY,
): Steps<EnteredNames> {
  const reader = new Reader(known, max);
  const owners = yield* linesOfOwners(lines);
  for (const [at, line] of lines.entries()) {
    if (line.length > LONG) yield* known.learn(line);
    if (owners.has(at)) reader.readName(line);
    else yield* reader.readLine(line);
    if (reader.isFull) break;
  }
  return { names: [...reader.names], leftOut: reader.leftOut };
}

/** Whether a normalized name is an email address. */
export function isEmailAddress(name: string): boolean {
  return name.includes("@") && parseEmailAddress(name) !== null;
}

/** The positions of the lines that name the owner of the address below them, as on cards of contacts, or who wrote in a chat. */
export function* linesOfOwners(lines: readonly string[]): Steps<ReadonlySet<number>> {
  const found = new Set<number>();
  let isAboveAddress = false;
  for (const [at, line] of [...lines.entries()].reverse()) {
    yield;
    const isAbove: boolean = isAboveAddress && SEVERAL_WORDS.test(withoutListMarker(line));
    const isOwner = isAbove || HEADING_IN_CHAT.test(line);
    if (isOwner) found.add(at);
    isAboveAddress = isAbove || ONLY_ADDRESS.test(line);
  }
  return found;
}

const SEVERAL_WORDS = /^\s*[^\s,;，；、،؛@＠<>]+(?:\s+[^\s,;，；、،؛@＠<>]+)+\s*$/u;
/** "[Yesterday 10:12] Ada Winter", "Ada Winter  9:41 AM". */
const HEADING_IN_CHAT =
  /^\s*(?:\[[^\][\n]{0,40}\d{1,2}:\d{2}[^\][\n]{0,20}\]\s+\p{L}.*|\p{L}[^\n]{0,100}\s\d{1,2}:\d{2}(?:\s?[AaPp][Mm])?\s*)$/u;

const ONLY_ADDRESS =
  /^\s*(?:[\p{L}-]+:\s*)?[<(]?[^\s,;:<>()@＠]+[@＠][^\s,;<>()@＠][^.\s,;<>()@＠]*\.[^\s,;<>()@＠]+[>)]?\s*$/u;

/** The text between two semicolons in a line. */
function entriesIn(line: string): string[] {
  return withoutListMarker(line)
    .replace(QUOTED_NAME, "")
    .split(/[;；؛]/);
}

export function withoutListMarker(line: string): string {
  return line.replace(LIST_MARKER, "");
}

/**
 * "1. ", "2) ", "(3) ", "- ", "• ", "- [ ] " at the beginning of a line, but not alone in it. Word uses tabs instead of
 * spaces.
 */
const LIST_MARKER =
  /^\s*(?:\(?\d{1,5}[.)]|[-*]\s\[[ xX]\]|[-–—*•◦▪‣·●○■☐☑✓✔➢\uf0b7]|(?:[o§\uf0a7]|\p{L}[.)])(?=\t))\s+(?=\S)/u;

/** A name before an address, which may contain separators. */
const QUOTED_NAME = /"[^"<>]*"(?=\s?[<＜])/gu;

const COMMA = /[,，、،]/u;

type Word = { readonly raw: string; readonly name: string; readonly isAddress: boolean };

/** Words of a text. Each is normalized once, because a text can repeat it half a million times. */
export class Words {
  readonly #known = new Map<string, readonly Word[]>();

  /** Normalizes the words of a text in steps, so that `in` takes little time. */
  *learn(text: string): Steps<void> {
    for (const words of wordsIn(text)) {
      yield;
      for (const word of words) this.#read(word);
    }
  }

  in(text: string): readonly Word[] {
    return this.#known.get(text) ?? splitAtSeparators(text).flatMap((word) => this.#read(word));
  }

  #read(word: string): readonly Word[] {
    const known = this.#known.get(word) ?? readWords(word);
    this.#known.set(word, known);
    return known;
  }
}

class Reader {
  readonly names = new Set<string>();
  readonly leftOut: string[] = [];

  constructor(
    readonly words: Words,
    readonly max: number,
  ) {}

  get isFull(): boolean {
    return this.names.size > this.max;
  }

  *readLine(line: string): Steps<void> {
    for (const [at, entry] of entriesIn(line).entries()) {
      if (at % STEP === 0) yield;
      if (this.isFull) return;
      if (HAS_PARTS.test(entry)) yield* this.#readEntry(entry);
      else this.#readPart(entry);
    }
  }

  *#readEntry(entry: string): Steps<void> {
    let end = 0;
    for (const match of entry.matchAll(BRACKETED)) {
      yield;
      const [bracketed, address, other = ""] = match;
      this.readName(entry.slice(end, match.index));
      this.#readBracketed(address ?? other);
      end = match.index + bracketed.length;
    }
    for (const [at, part] of entry.slice(end).split(COMMA).entries()) {
      if (at % STEP === 0) yield;
      if (this.isFull) return;
      if (at === 0 && end > 0) this.readName(part);
      else this.#readPart(part);
    }
  }

  /** Several words in brackets are somebody's name, too. */
  #readBracketed(text: string): void {
    const words = this.words.in(text);
    if (words.length > 1) this.readName(text);
    else for (const { name } of words) this.names.add(name);
  }

  /** The text between two commas. Words next to an address are the name of its owner. */
  #readPart(part: string): void {
    const words = this.words.in(part);
    if (words.some(({ isAddress }) => isAddress)) this.readName(part);
    else for (const { name } of words) this.names.add(name);
  }

  readName(text: string): void {
    const words = this.words.in(text);
    for (const { name, isAddress } of words) if (isAddress) this.names.add(name);
    const others = words.filter(({ isAddress }) => !isAddress).map(({ raw }) => raw);
    if (others.length > 0) this.leftOut.push(others.join(" "));
  }
}

/** In characters. Shorter lines are read in one step. */
const LONG = 1_000;
/** How many words are read in one step. */
const STEP = 100;

const HAS_PARTS = /[<＜([,，、،]/u;

/** An address in any brackets anywhere. */
const BRACKETED_ADDRESS =
  /[<＜([]\s?(?:mailto:)?([^\s<>＜＞()[\],;@＠]{1,300}[@＠][^\s<>＜＞()[\],;@＠]{1,300})\s?[>＞)\]]/iu;

/** Text in angle brackets after a word, even if they aren't closed. */
const ANGLE_BRACKETED = /(?<=\s)[<＜]([^<>＜＞]{0,300})(?:[>＞]|$)/u;

const BRACKETED = new RegExp(`${BRACKETED_ADDRESS.source}|${ANGLE_BRACKETED.source}`, "giu");

/** Normalization can turn one word into several. */
function readWords(raw: string): Word[] {
  return splitEntered(raw).flatMap((word): Word[] => {
    const name = normalizeUsername(unwrap(word));
    if (isEmailAddress(name)) return [{ raw: word, name, isAddress: true }];
    const addresses = addressesIn(word);
    if (addresses.length > 0)
      return addresses.map((address) => ({ raw: word, name: address, isAddress: true }));
    return name ? [{ raw: word, name, isAddress: false }] : [];
  });
}

/** The addresses in a link or in the source of a page: `mailto:a@meridian.example?cc=b@meridian.example`. */
function addressesIn(word: string): string[] {
  if (!/[@＠]/.test(word)) return [];
  return cutText(word, MAX_LENGTH)
    .split(/[<>"'=?&:()[\]|]+/u, MAX_PARTS)
    .map(normalizeUsername)
    .filter(isEmailAddress);
}

/** Removes the quotes around a word, and the characters around an address in a sentence. */
function unwrap(word: string): string {
  if (!/[@＠]/.test(word)) return word.replace(QUOTED, "$1");
  return cutText(word, MAX_LENGTH)
    .replace(/^[<([{"'“„«‘]+/u, "")
    .replace(/^(?:mailto|smtp):/i, "")
    .replace(/(?<![>)\]}"'”“»’.:!?])[>)\]}"'”“»’.:!?]+$/u, "");
}

const MAX_LENGTH = 1_000;
/** More than a link has. */
const MAX_PARTS = 50;
const QUOTED = /^["'“”„«‘’](.+)["'“”„»‘’]$/u;
