import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import { CATALOGS } from "./catalogs";

/** A hyphen beside a single letter, which a line could end with. A non-breaking hyphen (U+2011) keeps both in one line. */
const BREAKING_HYPHEN = /(?<![\p{L}\p{N}])[\p{L}\p{N}]-(?=\p{L})|(?<=\p{L})-\p{L}(?![\p{L}\u2011])/u;

/** What no message of a language has. docs/translating.md gives the reasons. */
const RULES: readonly [locale: "de" | "fr" | "es" | "pt-BR" | "ja", rule: string, wrong: RegExp][] = [
  ["de", "has German quotes", /["”‘’]/u],
  ["de", "has a no-break space before an ellipsis", / …/u],
  ["de", "has no break after the hyphen of a single letter", BREAKING_HYPHEN],
  ["de", "says Sie", /(?<!\p{L})(du|dich|dir|dein\p{L}*)(?!\p{L})/iu],
  ["fr", "has a narrow no-break space before high punctuation", /[^\u202f](:(?!\d)|[;!?»])/u],
  ["fr", "has a narrow no-break space after a quote", /«[^\u202f]/u],
  ["fr", "has French quotes and apostrophes", /['"“”]/u],
  ["fr", "has no name after a word that may need an elision", /\b(de|que) (<\w+>)*[{<]/iu],
  ["fr", "has no break after the hyphen of a single letter", BREAKING_HYPHEN],
  ["fr", "says vous", /(?<!\p{L})(tu|toi|ton|tes)(?!\p{L})/iu],
  ["es", "opens questions and exclamations", /^[^¿]*\?|^[^¡]*!/u],
  ["es", "has Spanish quotes", /["“”]/u],
  ["es", "has no break after the hyphen of a single letter", BREAKING_HYPHEN],
  ["es", "says usted", /(?<!\p{L})(tú|tus?|vosotros|vuestr\p{L}+)(?!\p{L})/iu],
  ["pt-BR", "has typographic quotes", /["']/u],
  ["pt-BR", "has no break after the hyphen of a single letter", BREAKING_HYPHEN],
  ["pt-BR", "says você", /(?<!\p{L})(tu|teus?|tuas?)(?!\p{L})/iu],
  ["ja", "has no space after a sentence", /[。、] /u],
  ["ja", "has full-width punctuation", /[?!()"]|:(?!\d)|\p{Script=Han}[,.]|\p{Script=Hiragana}[,.]/u],
];

test.each(RULES)("%s %s", (locale, _, wrong) => {
  const found = messagesOf(CATALOGS[locale]).filter(([, message]) =>
    textsOf(parse(message)).some((text) => wrong.test(text)),
  );
  expect(found).toEqual([]);
});

type Catalog = { readonly [key: string]: string | Catalog };

function messagesOf(catalog: Catalog, prefix = ""): [key: string, message: string][] {
  return Object.entries(catalog).flatMap(([name, message]) =>
    typeof message === "string"
      ? [[prefix + name, message] as [string, string]]
      : messagesOf(message, `${prefix}${name}.`),
  );
}

/** What a message can say, with each of its forms. Numbers are 0, and other arguments are their names. */
function textsOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.reduce(
    (texts, element) => formsOf(element).flatMap((form) => texts.map((text) => text + form)),
    [""],
  );
}

function formsOf(element: MessageFormatElement): string[] {
  switch (element.type) {
    case TYPE.literal:
      return [element.value];
    case TYPE.tag:
      return textsOf(element.children).map((text) => `<${element.value}>${text}</${element.value}>`);
    case TYPE.plural:
    case TYPE.select:
      return Object.values(element.options).flatMap((option) => textsOf(option.value));
    case TYPE.argument:
      return [`{${element.value}}`];
    default:
      return ["0"];
  }
}
