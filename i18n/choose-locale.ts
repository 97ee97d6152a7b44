import type { PageLocale } from "./locale";

/** What is known of a reader's language, the most important first. Browsers send the cookie and the header: not trusted. */
type Known = {
  readonly account?: string | null | undefined;
  readonly cookie?: string | undefined;
  readonly acceptLanguage?: string | null | undefined;
  /** The default of the organization whose page it is. */
  readonly organization?: string | null | undefined;
};

/** The language in which somebody reads pages; null if they are not known to read any of those offered. */
export function chooseLocale<Offered extends PageLocale>(
  { account, cookie, acceptLanguage, organization }: Known,
  offered: readonly Offered[],
): Offered | null {
  return (
    named(account, offered) ??
    named(cookie, offered) ??
    preferred(acceptLanguage ?? "", offered) ??
    named(organization, offered)
  );
}

function named<Offered extends string>(
  text: string | null | undefined,
  offered: readonly Offered[],
): Offered | null {
  return offered.find((locale) => locale === text) ?? null;
}

/** Browsers send fewer. */
const MAX_CHARACTERS = 500;
const MAX_RANGES = 20;

/** The offered language that an Accept-Language header prefers: "de-AT, en;q=0.8" → "de". */
function preferred<Offered extends string>(header: string, offered: readonly Offered[]): Offered | null {
  const ranges = header
    .slice(0, MAX_CHARACTERS)
    .split(",", MAX_RANGES)
    .flatMap((part) => {
      const [, tag = "", weight = "1"] = RANGE.exec(part.trim()) ?? [];
      return tag && Number(weight) > 0 ? [{ tag: tag.toLowerCase(), weight: Number(weight) }] : [];
    })
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of ranges) {
    const match = closest(tag, offered);
    if (match) return match;
  }
  return null;
}

const RANGE = /^([a-z]{2,3}(?:-[a-z0-9]{1,8})*)(?:\s*;\s*q=([01](?:\.\d{0,3})?))?$/i;

/** The language itself, or another variant of it: Portuguese of Portugal reads that of Brazil rather than English. */
function closest<Offered extends string>(tag: string, offered: readonly Offered[]): Offered | null {
  const spoken = (locale: string) => locale.split("-")[0];
  const same = offered.find((locale) => locale.toLowerCase() === tag);
  return same ?? offered.find((locale) => spoken(locale) === spoken(tag)) ?? null;
}
