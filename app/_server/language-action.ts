"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { Forbidden, Limited } from "@/db/errors";
import { setLanguage } from "@/db/users/language";
import { LOCALES } from "@/i18n/locale";
import { offeredLocales } from "./browser-locale";
import { getDb } from "./database";
import { lineOf } from "./form";
import { pathWithin } from "./paths";
import { remoteAddress, requireSameOrigin } from "./request";
import { readSession } from "./session";
import { rememberLocale } from "./viewer-locale";

/** Changes the language of pages, for the account if somebody is signed in. The page stays where it is. */
export async function chooseLanguageAction(form: FormData): Promise<void> {
  await requireSameOrigin();
  const wanted = lineOf(form, "locale");
  const locale = offeredLocales().find((offered) => offered === wanted);
  if (!locale) return;
  await rememberLocale(locale);
  await storeLanguage(wanted);
  const sent = await headers();
  if (sent.has("next-action")) return refresh();
  redirect(pathWithin(sent.get("x-usher-path"), "/"));
}

async function storeLanguage(wanted: string): Promise<void> {
  const session = await readSession();
  const language = LOCALES.find((locale) => locale === wanted);
  if (!session || !language) return;
  try {
    await setLanguage({ db: getDb(), session, language, address: await remoteAddress() });
  } catch (error) {
    // The session has ended, or the language was changed too often: it is the browser's choice only.
    if (!(error instanceof Forbidden || error instanceof Limited)) throw error;
  }
}
