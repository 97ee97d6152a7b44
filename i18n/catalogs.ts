import { CATALOG_FILES } from "@/i18n/catalog-files";
import { type Locale, type PageLocale, PSEUDO_LOCALE } from "./locale";
import type { Messages } from "./messages";
import { pseudoMessages } from "./pseudo-messages";

/** Never for code that runs in the browser: it would load every message. */
export const CATALOGS: Readonly<Record<Locale, Messages>> = CATALOG_FILES;

let pseudo: Messages | undefined;

export function catalogOf(locale: PageLocale): Messages {
  if (locale !== PSEUDO_LOCALE) return CATALOGS[locale];
  pseudo ??= pseudoMessages(CATALOGS.en);
  return pseudo;
}
