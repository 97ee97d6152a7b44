import de from "@/messages/de.json" with { type: "json" };
import en from "@/messages/en.json" with { type: "json" };
import es from "@/messages/es.json" with { type: "json" };
import fr from "@/messages/fr.json" with { type: "json" };
import ja from "@/messages/ja.json" with { type: "json" };
import ptBR from "@/messages/pt-BR.json" with { type: "json" };

/** The texts as they are written. In the app, compiled-catalog-files.ts takes the place of this file (next.config.ts). */
export const CATALOG_FILES = { en, de, fr, es, "pt-BR": ptBR, ja };
