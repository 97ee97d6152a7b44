import Bowser from "bowser";
import type { Translator } from "@/i18n/translator";
import { cutText } from "@/lib/text";

const MAX_LENGTH = 60;

/** "Chrome on Linux". The user agent can be anything, also empty or wrong. */
export function browserName(t: Translator<"account.browser">, userAgent: string): string {
  if (!userAgent) return t("unknown");
  const { browser, os } = Bowser.parse(userAgent);
  const name = cutText(browser.name ?? "", MAX_LENGTH).trim() || t("unknown");
  return os.name ? t("onSystem", { browser: name, system: cutText(os.name, MAX_LENGTH) }) : name;
}
