import de from "@/messages/de.json";
import en from "@/messages/en.json";
import es from "@/messages/es.json";
import fr from "@/messages/fr.json";
import ja from "@/messages/ja.json";
import ptBR from "@/messages/pt-BR.json";

/** The texts as next-intl's loader compiles them, which takes no import `with { type: "json" }`, and Node takes no other. */
export const CATALOG_FILES = { en, de, fr, es, "pt-BR": ptBR, ja };
