import { expect, test } from "vitest";
import type { Locale } from "@/i18n/locale";
import { translatorFor } from "@/i18n/translator";
import { durationText, unitOf } from "./durations";

test.each<[Locale, string[]]>([
  ["en", ["1 hour", "95 hours", "4 days", "4 days and 1 hour", "4 days and 4 hours", "30 days"]],
  ["de", ["1 Stunde", "95 Stunden", "4 Tage", "4 Tage und 1 Stunde", "4 Tage und 4 Stunden", "30 Tage"]],
  ["fr", ["1 heure", "95 heures", "4 jours", "4 jours et 1 heure", "4 jours et 4 heures", "30 jours"]],
  ["es", ["1 hora", "95 horas", "4 días", "4 días y 1 hora", "4 días y 4 horas", "30 días"]],
  ["pt-BR", ["1 hora", "95 horas", "4 dias", "4 dias e 1 hora", "4 dias e 4 horas", "30 dias"]],
  ["ja", ["1 時間", "95 時間", "4 日", "4 日 1 時間", "4 日 4 時間", "30 日"]],
])("in %s, a duration is in hours below four days, and in days from then on", (locale, texts) => {
  const t = translatorFor(locale, "common");
  expect([1, 95, 96, 97, 100, 720].map((hours) => durationText(t, hours))).toEqual(texts);
});

test("a duration is edited in days if it is shown in days alone, and in hours otherwise", () => {
  const units = [1, 24, 72, 95, 96, 97, 119, 120, 720].map((hours) => unitOf(hours));
  expect(units).toEqual([...Array(4).fill("hours"), "days", "hours", "hours", "days", "days"]);
});
