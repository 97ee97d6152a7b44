import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { CspNonce } from "@/components/ui/csp-nonce";
import { StatusMessage } from "@/components/ui/status-message";
import { readTheme, THEME_COOKIE } from "@/lib/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Usher", template: "%s · Usher" },
  description: "Invite people of the parent organization, and see what became of it.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  const nonce = (await headers()).get("x-usher-nonce") ?? "";
  return (
    <html lang="en" dir="ltr" data-scheme={theme}>
      <body>
        <CspNonce nonce={nonce} />
        {children}
        <StatusMessage />
      </body>
    </html>
  );
}
