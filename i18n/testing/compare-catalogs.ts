import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";

/** Nested messages. */
export type Catalog = { readonly [key: string]: string | Catalog };

/**
 * Compares a catalog with the English one.
 * @returns a sentence for each thing that differs, apart from the words
 */
export function differencesOf(english: Catalog, translated: Catalog, locale: string): string[] {
  const [expected, found] = [flat(english), flat(translated)];
  return [
    ...[...expected.keys()].filter((key) => !found.has(key)).map((key) => `${key} is missing`),
    ...[...found.keys()].filter((key) => !expected.has(key)).map((key) => `${key} isn't a message`),
    ...[...found].flatMap(([key, message]) =>
      differencesOfMessage(expected.get(key) ?? message, message, locale).map((what) => `${key} ${what}`),
    ),
  ];
}

/** The messages by their full keys. */
export function flat(catalog: Catalog, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(catalog).flatMap(([name, message]): [string, string][] =>
      typeof message === "string" ? [[prefix + name, message]] : [...flat(message, `${prefix}${name}.`)],
    ),
  );
}

function differencesOfMessage(english: string, message: string, locale: string): string[] {
  if (message.trim() === "" && english.trim() !== "") return ["is empty"];
  try {
    const [expected, found] = [partsOf(parse(english)), partsOf(parse(message))];
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    return [
      ...missing(expected.names, found.names).map((name) => `has no ${name}`),
      ...missing(found.names, expected.names).map((name) => `has ${name}, and English has not`),
      ...found.plurals.flatMap((plural) => pluralProblems(plural, categories)),
    ];
  } catch (error) {
    return [`can't be read: ${error instanceof Error ? error.message : error}`];
  }
}

function missing(wanted: ReadonlySet<string>, given: ReadonlySet<string>): string[] {
  return [...wanted].filter((name) => !given.has(name));
}

/** "many" is for millions in the languages that have it beside "one", and reads like "other" in digits. */
function pluralProblems(plural: readonly string[], categories: readonly string[]): string[] {
  const named = plural.filter((category) => !category.startsWith("="));
  if (named.length === 1 && plural.length > 1) return []; // "=0 {Remove} other {Remove (#)}" has no word that changes
  return [
    ...named
      .filter((category) => !categories.includes(category))
      .map((category) => `has ${category}, which is no plural here`),
    ...categories
      .filter((category) => category !== "many" && !named.includes(category))
      .map((category) => `has no plural for ${category}`),
  ];
}

type Parts = {
  /** "{count}", "<b>", "{kind, select}: a b" */
  readonly names: Set<string>;
  /** The categories of each plural. */
  readonly plurals: string[][];
};

function partsOf(
  elements: readonly MessageFormatElement[],
  parts: Parts = { names: new Set(), plurals: [] },
): Parts {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    if (element.type === TYPE.tag) {
      parts.names.add(`<${element.value}>`);
      partsOf(element.children, parts);
      continue;
    }
    parts.names.add(`{${element.value}}`);
    if (element.type === TYPE.plural) parts.plurals.push(Object.keys(element.options));
    if (element.type === TYPE.select)
      parts.names.add(`{${element.value}, select}: ${Object.keys(element.options).sort().join(" ")}`);
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const option of Object.values(element.options)) partsOf(option.value, parts);
    }
  }
  return parts;
}
