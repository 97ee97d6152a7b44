"use client";

import { NextIntlClientProvider, useTranslations } from "next-intl";
import { ErrorNotice } from "@/components/ui/error-notice";
import { isFromOldBuild } from "@/components/update/reload";
import { UpdatedNotice } from "@/components/update/updated-notice";
import { DEFAULT_LOCALE, directionOf, type PageLocale } from "@/i18n/locale";
import "./globals.css";

type GlobalErrorProps = { readonly error: Error & { digest?: string }; readonly retry: () => void };

/** No layout has sent messages to it, so the build puts those that it needs here. */
const MESSAGES: Partial<Record<PageLocale, object>> = JSON.parse(process.env.GLOBAL_ERROR_MESSAGES ?? "{}");

/** Shown when the root layout fails. */
export default function GlobalError(props: GlobalErrorProps) {
  const locale = shownLocale();
  return (
    <NextIntlClientProvider locale={locale} messages={MESSAGES[locale] ?? {}}>
      <html lang={locale} dir={directionOf(locale)} suppressHydrationWarning>
        <Content {...props} />
      </html>
    </NextIntlClientProvider>
  );
}

/** That of the page before, if the browser had one. */
function shownLocale(): PageLocale {
  const before = typeof document === "undefined" ? "" : document.documentElement.lang;
  return isKnown(before) ? before : DEFAULT_LOCALE;
}

function isKnown(locale: string): locale is PageLocale {
  return Object.hasOwn(MESSAGES, locale);
}

function Content({ error, retry }: GlobalErrorProps) {
  const t = useTranslations("common.errorPage");
  return (
    <>
      <head>
        <title>{t("pageTitle")}</title>
      </head>
      <body>
        {isFromOldBuild(error) ? <UpdatedNotice /> : <ErrorNotice id={error.digest} retry={retry} />}
      </body>
    </>
  );
}
