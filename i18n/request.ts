import { getRequestConfig } from "next-intl/server";
import { noteRequest } from "@/app/_server/current-request";
import { viewerTimeZone } from "@/app/_server/preferences";
import { viewerLocale } from "@/app/_server/viewer-locale";
import { catalogOf } from "./catalogs";

export default getRequestConfig(async () => {
  noteRequest({ isReached: true });
  const [locale, timeZone] = await Promise.all([viewerLocale(), viewerTimeZone()]);
  return { locale, messages: catalogOf(locale), timeZone };
});
