import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Namespace } from "@/i18n/messages";

type ClientMessagesProps = {
  /** Those that client components inside use, apart from `common`. */
  readonly namespaces?: readonly Namespace[];
  readonly children: ReactNode;
};

/** Sends messages to the browser. Replaces those that it has from further outside. */
export async function ClientMessages({ namespaces = [], children }: ClientMessagesProps) {
  const messages = await getMessages();
  const sent = Object.fromEntries(["common" as const, ...namespaces].map((name) => [name, messages[name]]));
  return <NextIntlClientProvider messages={sent}>{children}</NextIntlClientProvider>;
}
