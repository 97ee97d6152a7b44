/** The languages that accounts and organizations can choose. */
export const LOCALES = ["en", "de", "fr", "es", "pt-BR", "ja"] as const;

export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE = "en";

/** Each in its own words. */
export const LOCALE_NAMES: Readonly<Record<PageLocale, string>> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  "pt-BR": "Português (Brasil)",
  ja: "日本語",
  "ar-XB": "Þšééúúđóó",
};

/** English that is accented, longer and laid out from right to left, to find what a translation would break. */
export const PSEUDO_LOCALE = "ar-XB";

/** In which pages are written. */
export type PageLocale = Locale | typeof PSEUDO_LOCALE;

export function directionOf(locale: PageLocale): "ltr" | "rtl" {
  return locale === PSEUDO_LOCALE ? "rtl" : "ltr";
}
