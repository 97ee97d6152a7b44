"use client";

import type { ComponentProps } from "react";
import { LOCALE_NAMES, LOCALES } from "@/i18n/locale";
import { useLanguages } from "./languages";
import { Select } from "./select";

/** A field for a language. Its children are the options before the languages. */
export function LanguageSelect({ children, ...select }: ComponentProps<typeof Select>) {
  const { offered } = useLanguages();
  return (
    <Select {...select}>
      {children}
      {LOCALES.filter((locale) => offered.includes(locale)).map((locale) => (
        <option key={locale} value={locale} lang={locale} translate="no">
          {LOCALE_NAMES[locale]}
        </option>
      ))}
    </Select>
  );
}
