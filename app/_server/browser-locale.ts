import { chooseLocale } from "@/i18n/choose-locale";
import { DEFAULT_LOCALE, LOCALES, type PageLocale, PSEUDO_LOCALE } from "@/i18n/locale";

/**
 * The languages in which people can read pages. They include the pseudo-locale only in `npm run dev` and in the browser
 * tests.
 */
export function offeredLocales(): readonly PageLocale[] {
  const isTest = process.env.NODE_ENV === "development" || process.env.PSEUDO_LOCALE === "1";
  return isTest ? [...LOCALES, PSEUDO_LOCALE] : LOCALES;
}

/** The language of responses that don't need the database. */
export function browserLocale(sent: {
  readonly cookie?: string | undefined;
  readonly acceptLanguage?: string | null | undefined;
}): PageLocale {
  return chooseLocale(sent, offeredLocales()) ?? DEFAULT_LOCALE;
}
