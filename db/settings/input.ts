import { z } from "zod";
import { shownValues } from "@/db/shown-values";
import { boundedText, nameText, timeZoneName } from "@/db/text";
import { LOCALES } from "@/i18n/locale";
import { contrast, isColor, MIN_CONTRAST, roundRatio, standsOutOnWhite, WHITE } from "@/lib/color";
import { HOURS_PER_UNIT } from "@/lib/durations";
import { fieldProblem } from "@/lib/fields";
import { LIFETIME_HOURS, LOGO_BYTES, SENDER_NAME_LENGTH, SESSION_IDLE_HOURS } from "@/lib/settings";
import { withoutInvisible } from "@/lib/text";

const SENDER_NAME_TOO_LONG = fieldProblem("sender-name-too-long", { max: SENDER_NAME_LENGTH });
const COLOR_FORMAT = fieldProblem("invalid-color");
const LIFETIME_RANGE = fieldProblem("invalid-lifetime");
const SESSION_IDLE_RANGE = fieldProblem("invalid-idle-time");

/** From the settings form: the entered texts, and in `shown` the values when the form was rendered. */
export const settingsInput = z
  .object({
    name: nameText(fieldProblem("no-name")),
    lifetime: boundedText(20, LIFETIME_RANGE)
      .trim()
      .regex(/^\d{1,3}$/, LIFETIME_RANGE)
      .transform(Number),
    lifetimeUnit: z.enum(["hours", "days"], LIFETIME_RANGE),
    sessionIdle: boundedText(20, SESSION_IDLE_RANGE)
      .trim()
      .regex(/^\d{1,3}$/, SESSION_IDLE_RANGE)
      .transform(Number),
    sessionIdleUnit: z.enum(["hours", "days"], SESSION_IDLE_RANGE),
    senderName: boundedText(SENDER_NAME_LENGTH * 4, SENDER_NAME_TOO_LONG)
      .trim()
      .max(SENDER_NAME_LENGTH, { error: SENDER_NAME_TOO_LONG, abort: true })
      .refine(isPlain, fieldProblem("sender-name-unreadable"))
      .transform(nullIfEmpty),
    color: boundedText(20, COLOR_FORMAT).trim().toLowerCase().superRefine(checkColor).transform(nullIfEmpty),
    defaultLanguage: z.enum(LOCALES, fieldProblem("invalid-language")),
    timeZone: timeZoneName,
    shown: shownValues,
  })
  .superRefine(({ lifetime, lifetimeUnit, sessionIdle, sessionIdleUnit }, { addIssue }) => {
    if (!isWithin(lifetime * HOURS_PER_UNIT[lifetimeUnit], LIFETIME_HOURS)) {
      addIssue({ code: "custom", path: ["lifetime"], message: LIFETIME_RANGE });
    }
    if (!isWithin(sessionIdle * HOURS_PER_UNIT[sessionIdleUnit], SESSION_IDLE_HOURS)) {
      addIssue({ code: "custom", path: ["sessionIdle"], message: SESSION_IDLE_RANGE });
    }
  });
export type SettingsInput = z.infer<typeof settingsInput>;

const NO_IMAGE = fieldProblem("no-image-chosen");

export const logoInput = z.object({
  logo: z.file(NO_IMAGE).min(1, NO_IMAGE).max(LOGO_BYTES, fieldProblem("logo-too-large")),
});
export type LogoInput = z.infer<typeof logoInput>;

/** A form without fields. */
export const nothing = z.object({});

function isWithin(hours: number, { min, max }: { min: number; max: number }): boolean {
  return hours >= min && hours <= max;
}

/** Allows joiners, which some scripts and emoji need, but no other invisible characters. */
function isPlain(text: string): boolean {
  if (text === "") return true;
  return (
    /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) &&
    !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) &&
    withoutInvisible(text) === text
  );
}

function checkColor(text: string, { addIssue }: { addIssue: (message: string) => void }): void {
  if (text === "" || (isColor(text) && standsOutOnWhite(text))) return;
  addIssue(isColor(text) ? tooLight(text) : COLOR_FORMAT);
}

function tooLight(color: string): string {
  const ratio = roundRatio(contrast(color, WHITE));
  return fieldProblem("color-too-light", { color, ratio, min: MIN_CONTRAST.border });
}

function nullIfEmpty(text: string): string | null {
  return text === "" ? null : text;
}
