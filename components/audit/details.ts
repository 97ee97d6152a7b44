import { LOCALE_NAMES, LOCALES } from "@/i18n/locale";
import type { Translator } from "@/i18n/translator";
import { cutNames } from "@/lib/cut-list";
import { formatDay } from "@/lib/dates";
import { type EmailError, isEmailError } from "@/lib/email-errors";
import { recordedRefusalText } from "@/lib/refusals";

/** The details of an event: changed values, and everything else as terms and texts. */
export type Details = {
  readonly changes: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly facts: readonly { readonly term: string; readonly text: string }[];
};

/**
 * Formats the details of an event. Any version of Usher may have written them, so they can have any shape.
 * @param maxItems of each list, which can have 1,000 names
 */
export function formatDetails(
  t: Translator,
  locale: string,
  details: Readonly<Record<string, unknown>>,
  maxItems = Number.POSITIVE_INFINITY,
): Details {
  const { changes, ...others } = details;
  return {
    changes: entriesOf(changes).map(([name, change]) => {
      const [from, to] = Array.isArray(change) ? change : [null, change];
      return {
        name: termText(t, name),
        from: changedText(t, locale, name, from),
        to: changedText(t, locale, name, to),
      };
    }),
    facts: Object.entries(others)
      .filter(([name]) => !IN_SENTENCE.includes(name))
      .map(([name, value]) => ({ term: termText(t, name), text: factText(t, locale, name, value, maxItems) }))
      .filter(({ text }) => text !== ""),
  };
}

/** Why something was rejected or ended. Empty if that isn't recorded. */
export function reasonText(t: Translator, reason: unknown): string {
  return knownText(t, "reasons", reason) ?? recordedRefusalText(t, reason) ?? plainText(t, reason);
}

/** The kind and size of a bulk action and the number of users, which the sentence of the event contains. */
const IN_SENTENCE: readonly string[] = ["kind", "size", "users"];

function changedText(t: Translator, locale: string, name: string, value: unknown): string {
  if (name === "lastDay")
    return typeof value === "string" ? formatDay(value, locale) : t("audit.details.none");
  if (typeof value === "boolean") return t(`audit.details.${value ? "on" : "off"}`);
  if (name === "language" || name === "defaultLanguage") return languageName(t, value);
  return plainText(t, value);
}

/** The name of a language in its own words. Accounts without one have the browser's. */
function languageName(t: Translator, value: unknown): string {
  const locale = LOCALES.find((known) => known === value);
  return locale ? LOCALE_NAMES[locale] : plainText(t, value);
}

function factText(t: Translator, locale: string, name: string, value: unknown, maxItems: number): string {
  if (name === "lastDay" && typeof value === "string") return formatDay(value, locale);
  if (name === "reason") return reasonText(t, value);
  if (name === "error" && isEmailError(value)) return errorText(t, value);
  if (name === "origin") return knownText(t, "origins", value) ?? plainText(t, value);
  if (name === "notGranted") {
    const groups = entriesOf(value).map(([group, problem]) => {
      const reason = knownText(t, "notGrantedReasons", problem) ?? plainText(t, problem);
      return t("audit.details.notGrantedGroup", { group, reason });
    });
    return namesText(t, groups, maxItems);
  }
  return Array.isArray(value) ? namesText(t, value, maxItems) : plainText(t, value);
}

/** `listNames`, with the messages of the log. */
function namesText(t: Translator, list: unknown, maxItems: number): string {
  const { names, more } = cutNames(list, maxItems);
  const shown = names.join(t("common.listSeparator"));
  return more > 0 ? t("common.andMore", { names: shown, count: more }) : shown;
}

function errorText(t: Translator, error: EmailError): string {
  return "reply" in error
    ? t(`email-errors.${error.code}`, { reply: error.reply })
    : t(`email-errors.${error.code}`);
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function plainText(t: Translator, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((item) => plainText(t, item)).join(t("common.listSeparator"));
  if (typeof value === "number") return t("common.count", { count: value });
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** "Invitation lifetime hours" if the catalog doesn't have the name "invitationLifetimeHours". */
function termText(t: Translator, name: string): string {
  const text = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return knownText(t, "terms", name) ?? text.replace(/^./, (first) => first.toUpperCase());
}

/** Null for what the catalog doesn't have, such as a code of another version. */
function knownText(
  t: Translator,
  kind: "terms" | "reasons" | "origins" | "notGrantedReasons",
  code: unknown,
): string | null {
  if (typeof code !== "string" || !/^[\w-]+$/.test(code)) return null;
  // Safe: `has` accepts any key, and none of these has parameters.
  return t.has(`audit.details.${kind}.${code}` as "audit.details.terms.reason")
    ? t(`audit.details.${kind}.${code}` as "audit.details.terms.reason")
    : null;
}
