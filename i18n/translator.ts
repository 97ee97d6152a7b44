import { createTranslator, type NamespaceKeys, type NestedKeyOf } from "use-intl/core";
import { catalogOf } from "./catalogs";
import type { PageLocale } from "./locale";
import type { Messages } from "./messages";

type NamespaceKey = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

/** What `getTranslations` and `useTranslations` return. */
export type Translator<Name extends NamespaceKey = never> = ReturnType<
  typeof createTranslator<Messages, Name>
>;

/** `getTranslations` for emails, commands and everything else outside Next. */
export function translatorFor<const Name extends NamespaceKey = never>(
  locale: PageLocale,
  namespace?: Name,
): Translator<Name> {
  const key = `${locale} ${namespace ?? ""}`;
  const translator = translators.get(key) ?? createTranslatorFor(locale, namespace);
  translators.set(key, translator);
  return translator as Translator<Name>; // safe: the key has the namespace
}

/** Each keeps the messages that it has parsed. */
const translators = new Map<string, unknown>();

function createTranslatorFor(locale: PageLocale, namespace?: NamespaceKey): unknown {
  return createTranslator({
    locale,
    messages: catalogOf(locale),
    timeZone: "UTC",
    ...(namespace !== undefined && { namespace }),
  });
}
