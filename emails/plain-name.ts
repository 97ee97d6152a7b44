import { normalizeText } from "@/lib/text";

declare const plain: unique symbol;

/** What somebody called themselves or their organization, made harmless to put into a mail. */
export type PlainName = string & { readonly [plain]: true };

const longest = 64;

/**
 * One line, without control and direction characters, at most 64 characters long, and with nothing in it that
 * a mail program would turn into a link: names are how strangers put their own text into our mails.
 */
export function plainName(text: string): PlainName {
  return branded(linkless(cut(oneLine(text))) || "(no name)");
}

/** Several names as one line, in the order given. */
export function plainNames(texts: readonly string[]): PlainName {
  return branded(texts.map(plainName).join(", "));
}

/** One line of text, without what cannot be seen or changes the direction of what stands around it. */
export function oneLine(text: string): string {
  return normalizeText(text, "NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(invisible, "")
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** The same line, with nothing in it of which a mail program makes a link, and apart from the direction around it. */
export function linkless(line: string): string {
  return isolated(line.replace(startsALink, `$&${narrowSpace}`));
}

// Joiners stay where scripts and emoji need them: after anything but ASCII.
const invisible = /(?<![^\p{ASCII}])[\u200c\u200d]|(?![\u200c\u200d])\p{Cf}|[\p{Cs}\p{Co}]/gu;

// The dot of a domain (also what becomes one in a host name, alone, after a number or between letters), the colon of a
// scheme, the at of an address, the slashes of a share, and what begins an encoded word of a header, in which all of these
// could hide. What follows is a space that is hard to see and that no host name may hold, so that nothing finds a link and
// none could be followed.
const startsALink =
  /(?<=\S)[.․。︒﹒．｡](?=\p{L}{2})|[⒈-⒛㏂㏇㏘🄀](?=\p{L}{2})|(?<=\p{L}):(?=\S)|(?<=\S)@(?=\S)|[\\/](?=[\\/])|=(?=\?)/gu;
const narrowSpace = "\u202f";

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

// A right-to-left name is fenced in, so that it does not turn around the words beside it.
function isolated(name: string): string {
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
}

function cut(name: string): string {
  if (name.length <= longest) return name;
  const beginning = name.slice(0, longest * 16);
  const characters = Array.from(segmenter.segment(beginning), ({ segment }) => segment);
  if (characters.length <= longest) return beginning;
  return `${characters
    .slice(0, longest - 1)
    .join("")
    .trimEnd()}…`;
}

const segmenter = new Intl.Segmenter();

/** The only way to a PlainName: safe because each caller has just cleaned what it hands in. */
function branded(cleaned: string): PlainName {
  return cleaned as PlainName;
}
