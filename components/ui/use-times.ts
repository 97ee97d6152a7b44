import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { Translator } from "@/i18n/translator";
import { formatMoment, formatRelative, formatTime, type Reader } from "@/lib/dates";

/** Formats times in sentences. */
export type Times = {
  /** "3 hours ago". */
  readonly relative: (date: Date, now: Date) => string;
  /** "Dec 1, 2026, 3:12 PM PST". */
  readonly exact: (date: Date) => string;
  /** "3:12 PM PST". */
  readonly time: (date: Date) => string;
};

/** For the viewer. */
export function useTimes(): Times {
  return timesFor(useTranslations("common"), useReader());
}

export function timesFor(t: Translator<"common">, reader: Reader): Times {
  return {
    relative: (date, now) => formatRelative(date, now, reader.locale) ?? t("justNow"),
    exact: (date) => formatMoment(date, reader),
    time: (date) => formatTime(date, reader),
  };
}

/** The language and the time zone of the viewer. */
export function useReader(): Reader {
  return { locale: useLocale(), timeZone: useTimeZone() ?? "UTC" };
}
