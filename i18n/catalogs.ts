import de from "@/messages/de.json";
import en from "@/messages/en.json";
import es from "@/messages/es.json";
import fr from "@/messages/fr.json";
import ja from "@/messages/ja.json";
import ptBR from "@/messages/pt-BR.json";
import { type Locale, type PageLocale, PSEUDO_LOCALE } from "./locale";
import type { Messages } from "./messages";
import { pseudoMessages } from "./pseudo-messages";

/** Never for code that runs in the browser: it would load every message. */
export const CATALOGS: Readonly<Record<Locale, Messages>> = { en, de, fr, es, "pt-BR": ptBR, ja };

let pseudo: Messages | undefined;

export function catalogOf(locale: PageLocale): Messages {
  if (locale !== PSEUDO_LOCALE) return CATALOGS[locale];
  pseudo ??= pseudoMessages(CATALOGS.en);
  return pseudo;
}
