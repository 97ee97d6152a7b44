import type en from "@/messages/en.json";
import type { PageLocale } from "./locale";

export type Messages = typeof en;

export type Namespace = keyof Messages;

declare module "next-intl" {
  interface AppConfig {
    Locale: PageLocale;
    Messages: Messages;
  }
}
