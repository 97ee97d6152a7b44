"use client";

import { createContext, type ReactNode, useContext } from "react";
import { DEFAULT_LOCALE, type PageLocale } from "@/i18n/locale";

type Languages = {
  readonly offered: readonly PageLocale[];
  /** Changes the language of pages to `locale` of the form, for the account or the browser. */
  readonly choose: (form: FormData) => Promise<void>;
};

const LanguagesContext = createContext<Languages>({ offered: [DEFAULT_LOCALE], choose: async () => {} });

export function LanguagesProvider({ children, ...languages }: Languages & { readonly children: ReactNode }) {
  return <LanguagesContext value={languages}>{children}</LanguagesContext>;
}

export function useLanguages(): Languages {
  return useContext(LanguagesContext);
}
