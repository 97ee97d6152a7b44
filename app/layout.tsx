import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { offeredLocales } from "@/app/_server/browser-locale";
import { chooseLanguageAction } from "@/app/_server/language-action";
import { browserTimeZone, readPreferences } from "@/app/_server/preferences";
import { refreshAction } from "@/app/_server/refresh-action";
import { BrowserTimeZone } from "@/components/ui/browser-time-zone";
import { ClientMessages } from "@/components/ui/client-messages";
import { CspNonce } from "@/components/ui/csp-nonce";
import { LanguagesProvider } from "@/components/ui/languages";
import { OfflineNotice } from "@/components/ui/offline-notice";
import { RefreshProvider } from "@/components/ui/refresh";
import { StatusMessage } from "@/components/ui/status-message";
import { TimeTooltip } from "@/components/ui/time-tooltip";
import { RestoreInput } from "@/components/update/restore-input";
import { directionOf } from "@/i18n/locale";
import { readTheme, THEME_COOKIE } from "@/lib/theme";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("product"), template: t("pageTitle") },
    description: t("description"),
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  const nonce = (await headers()).get("x-usher-nonce") ?? "";
  const locale = await getLocale();
  return (
    <html lang={locale} dir={directionOf(locale)} data-scheme={theme}>
      <body>
        <CspNonce nonce={nonce} />
        <ClientMessages namespaces={["maintenance", "update"]}>
          <LanguagesProvider offered={offeredLocales()} choose={chooseLanguageAction}>
            <RefreshProvider action={refreshAction}>{children}</RefreshProvider>
            <StatusMessage />
            <OfflineNotice />
            <RestoreInput />
            <TimeTooltip />
            <BrowserTimeZone known={await browserTimeZone()} isUsed={!(await readPreferences())?.timeZone} />
          </LanguagesProvider>
        </ClientMessages>
      </body>
    </html>
  );
}
