import { cookies, headers } from "next/headers";
import { cache } from "react";
import { findDefaultLocale, findDefaultLocaleByLink } from "@/db/organizations/default-locale";
import { chooseLocale } from "@/i18n/choose-locale";
import { DEFAULT_LOCALE, type Locale, type PageLocale } from "@/i18n/locale";
import { offeredLocales } from "./browser-locale";
import { getDb } from "./database";
import { getEnv } from "./env";
import { linkIn } from "./link-param";
import { orNull } from "./or-null";
import { readPreferences } from "./preferences";
import { LOCALE_COOKIE } from "./request-cookies";

/** The language of the page: the account's, else the browser's, else the default of the organization, else English. */
export const viewerLocale = cache(async (): Promise<PageLocale> => {
  const account = (await readPreferences())?.locale;
  const cookie = (await cookies()).get(LOCALE_COOKIE)?.value;
  const sent = await headers();
  const offered = offeredLocales();
  const chosen = chooseLocale({ account, cookie, acceptLanguage: sent.get("accept-language") }, offered);
  if (chosen) return chosen;
  return (
    chooseLocale({ organization: await pageDefault(sent.get("x-usher-path") ?? "") }, offered) ??
    DEFAULT_LOCALE
  );
});

/** The default language of the organization to which a path belongs. */
async function pageDefault(path: string): Promise<Locale | null> {
  const kind = LINK_PAGES.find(({ page }) => path.startsWith(page))?.kind;
  if (kind) return await linkDefault(kind, path);
  const [, root = "", organizationId = null] = /^\/t\/([^/?]+)(?:\/o\/([^/?]+))?/.exec(path) ?? [];
  if (!root) return null;
  return await orNull(findDefaultLocale({ db: getDb(), root, organizationId }));
}

const LINK_PAGES = [
  { page: "/accept/", kind: "invitation" },
  { page: "/set-password/", kind: "password" },
] as const;

/** Null if there are parameters, because after a request for a new link, the page is the same for every link. */
async function linkDefault(kind: "invitation" | "password", path: string): Promise<Locale | null> {
  if (path.includes("?")) return null;
  const link = linkIn(path.split("/").slice(2));
  return await orNull(findDefaultLocaleByLink({ db: getDb(), kind, link }));
}

const YEAR = 365 * 24 * 60 * 60;

/** Keeps the choice in the browser, for pages without an account. Null forgets it. */
export async function rememberLocale(locale: PageLocale | null): Promise<void> {
  (await cookies()).set(LOCALE_COOKIE, locale ?? "", {
    httpOnly: true,
    sameSite: "lax",
    secure: getEnv().BASE_URL.startsWith("https:"),
    path: "/",
    maxAge: locale ? YEAR : 0,
  });
}
