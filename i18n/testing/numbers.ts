import {
  type MessageFormatElement,
  type NumberElement,
  type PluralElement,
  parse,
  TYPE,
} from "@formatjs/icu-messageformat-parser";
import { type Catalog, flat } from "./compare-catalogs";

/** The names of arguments that are formatted as numbers anywhere. Text needs another name: "shown" for "1,000+". */
export function numbersOf(catalog: Catalog): ReadonlySet<string> {
  const elements = [...flat(catalog).values()].flatMap((message) => elementsIn(parse(message)));
  return new Set(elements.flatMap((element) => (isNumber(element) ? [element.value] : [])));
}

/** Where an argument of these names is put in without formatting it, as 8600 instead of 8,600. */
export function plainNumbersOf(catalog: Catalog, numbers: ReadonlySet<string>): string[] {
  return [...flat(catalog)].flatMap(([key, message]) =>
    elementsIn(parse(message)).flatMap((element) =>
      element.type === TYPE.argument && numbers.has(element.value) ? [`${key}: {${element.value}}`] : [],
    ),
  );
}

function isNumber(element: MessageFormatElement): element is NumberElement | PluralElement {
  return element.type === TYPE.number || element.type === TYPE.plural;
}

/** The elements of a message, also those inside tags and plurals. */
function elementsIn(elements: readonly MessageFormatElement[]): MessageFormatElement[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return [element, ...elementsIn(element.children)];
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element];
    return [element, ...Object.values(element.options).flatMap(({ value }) => elementsIn(value))];
  });
}
