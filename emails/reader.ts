import type { PageLocale } from "@/i18n/locale";

/** How the recipient of an email reads it. */
export type Reader = {
  readonly locale: PageLocale;
  /** "America/Los_Angeles" */
  readonly timeZone: string;
};
