import type { Messages } from "./messages";

/**
 * The messages with accented letters, of which many are doubled, which makes them 40 % longer. Arguments, tags and other ICU syntax
 * stay as they are.
 */
export function pseudoMessages(messages: Messages): Messages {
  return accentAll(messages) as Messages; // safe: the same keys and arguments
}

function accentAll(messages: object): object {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      typeof message === "string" ? pseudoText(message) : accentAll(message),
    ]),
  );
}

/** "<b>{name}</b> invited {count, plural, one {# user} other {# users}}" → "<b>{name}</b> ííñṽíítééđ {count, plural, one {# úúšééŕ} …". */
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
