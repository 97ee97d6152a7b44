"use client";

import { createContext, type ReactNode, useContext } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { DEFAULT_LOCALE, type PageLocale } from "@/i18n/locale";

type Languages = {
  readonly offered: readonly PageLocale[];
  /** Changes the language of pages to `locale` of the form, for the account or the browser. */
  readonly choose: (form: FormData) => Promise<void>;
};

const LanguagesContext = createContext<Languages>({ offered: [DEFAULT_LOCALE], choose: async () => {} });

/** Also for React Aria, which follows the browser otherwise. */
export function LanguagesProvider({
  locale,
  children,
  ...languages
}: Languages & { readonly locale: PageLocale; readonly children: ReactNode }) {
  return (
    <LanguagesContext value={languages}>
      <I18nProvider locale={locale}>{children}</I18nProvider>
    </LanguagesContext>
  );
}

export function useLanguages(): Languages {
  return useContext(LanguagesContext);
}
