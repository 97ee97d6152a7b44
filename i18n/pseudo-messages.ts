import type { Messages } from "./messages";

/**
 * The messages with accented letters, of which many are doubled, which makes them 40 % longer. Arguments, tags and other
 * ICU syntax stay as they are.
 */
export function pseudoMessages(messages: Messages): Messages {
  return accentAll(messages) as Messages; // safe: the same keys and arguments
}

function accentAll(messages: object): object {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      typeof message === "string" || Array.isArray(message) ? pseudoMessage(message) : accentAll(message),
    ]),
  );
}

/** Outside the app, messages are texts. The build of the app compiles those that have arguments or tags (next.config.ts). */
export function pseudoMessage(message: Message): Message {
  if (typeof message === "object") return message.map(accentPart);
  return typeof message === "string" ? pseudoText(message) : message;
}

function accentPart(part: Part): Part {
  if (typeof part === "string") return pseudoText(part);
  if (typeof part === "number") return part;
  const [name, ...rest] = part;
  const [kind, options] = rest;
  if (typeof kind !== "number" || kind === 0)
    return [name, ...rest.map((child) => accentPart(child as Part))]; // safe: a tag
  return kind <= 3 ? [name, kind, accentOptions(options as Options)] : part; // safe: a plural or a select
}

function accentOptions(options: Options): Options {
  return Object.fromEntries(
    Object.entries(options).map(([option, message]) => [option, pseudoMessage(message)]),
  );
}

/**
 * What `icu-minify` makes of "Hi {name}": `["Hi ", ["name"]]`. `0` is the `#` of a plural.
 * `["count", 2, { one: "1 user", other: [0, " users"] }]` is a plural (a select has 1 or 3, a number 4, a date 5 or 6),
 * and `["b", "all ", ["name"]]` a tag with its content.
 */
type Message = string | number | readonly Part[];
type Part = string | number | readonly [name: string, ...kindOrContent: unknown[]];
type Options = Readonly<Record<string, Message>>;

/**
 * "<b>{name}</b> invited {count, plural, one {# user} other {# users}}" → "<b>{name}</b> ííñṽíítééđ {count, plural, one
 * {# úúšééŕ} …".
 */
export function pseudoText(message: string): string {
  let depth = 0; // what is between braces is syntax, and what is between braces in there is text again
  return message.replace(PARTS, (part) => {
    if (part === "{") depth++;
    if (part === "}") depth--;
    return depth % 2 === 0 && LETTERS[part] ? LETTERS[part] : part;
  });
}

/** A quoted part, a tag, or one character. */
const PARTS = /'[{}<>#|][^']*'|<[^<>]*>|[{}]|[a-z]/gi;

const DOUBLED = "aeioutAEIOUT";
const PAIRS =
  "aábƀcçdđeéfƒgĝhĥiíjĵkķlļmɱnñoópþqɋrŕsštţuúvṽwŵxẋyýzžAÁBƁCÇDĐEÉFƑGĜHĤIÍJĴKĶLĻMṀNÑOÓPÞQɊRŔSŠTŢUÚVṼWŴXẊYÝZŽ";

const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  [...PAIRS.matchAll(/([a-z])(.)/giu)].map(([, plain = "", accented = ""]) => [
    plain,
    accented.repeat(DOUBLED.includes(plain) ? 2 : 1),
  ]),
);
