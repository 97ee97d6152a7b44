import { DEFAULT_LOCALE } from "@/i18n/locale";

export const LIFETIME_HOURS = { min: 1, max: 720 } as const;
export const SESSION_IDLE_HOURS = { min: 1, max: 168 } as const;
export const ORGANIZATION_NAME_LENGTH = 120;
export const SENDER_NAME_LENGTH = 64;

/** In bytes. A little below the limit of the request body (proxy.ts), so that people see the message about the file instead. */
export const LOGO_BYTES = 1_000_000;
/** In pixels. */
export const LOGO_SIZE = { width: 320, height: 96 } as const;

/** The settings of a new organization. */
export const DEFAULT_SETTINGS = {
  lifetimeHours: 72,
  sessionIdleHours: 12,
  senderName: null,
  color: null,
  timeZone: "UTC",
  defaultLanguage: DEFAULT_LOCALE,
} as const;
