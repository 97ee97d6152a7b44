import { z } from "zod";
import { boundedText, nameText } from "@/db/text";
import { contrast, formatRatio, isColor, MIN_CONTRAST, standsOutOnWhite, WHITE } from "@/lib/color";
import { HOURS_PER_UNIT } from "@/lib/durations";
import {
  LIFETIME_HOURS,
  LOGO_BYTES,
  LOGO_TOO_LARGE,
  SENDER_NAME_LENGTH,
  SESSION_IDLE_HOURS,
} from "@/lib/settings";

const SENDER_NAME_TOO_LONG = `A sender's name has at most ${SENDER_NAME_LENGTH} characters.`;
const COLOR_FORMAT = "Enter a colour like #1a56db, or leave it empty.";
const LIFETIME_RANGE = "Enter a whole number, from 1 hour to 30 days.";
const SESSION_IDLE_RANGE = "Enter a whole number, from 1 hour to 7 days.";

/** From the settings form: the entered texts, and in `shown` the values when the form was rendered. */
export const settingsInput = z
  .object({
    name: nameText("Enter a name."),
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
      .refine(isPlain, "A sender's name is one line that can be read, without invisible characters.")
      .transform(nullIfEmpty),
    color: boundedText(20, COLOR_FORMAT).trim().toLowerCase().superRefine(checkColor).transform(nullIfEmpty),
    shown: boundedText(2000, "What was sent cannot be read.").transform(parseShown),
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

export const logoInput = z.object({
  logo: z.file("Choose an image first.").min(1, "Choose an image first.").max(LOGO_BYTES, LOGO_TOO_LARGE),
});
export type LogoInput = z.infer<typeof logoInput>;

/** A form without fields. */
export const nothing = z.object({});

function isWithin(hours: number, { least, most }: { least: number; most: number }): boolean {
  return hours >= least && hours <= most;
}

/** Allows joiners, which scripts and emoji need, but no other invisible characters. */
function isPlain(text: string): boolean {
  if (text === "") return true;
  return (
    /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) &&
    !/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)
  );
}

function checkColor(text: string, { addIssue }: { addIssue: (message: string) => void }): void {
  if (text === "" || (isColor(text) && standsOutOnWhite(text))) return;
  addIssue(isColor(text) ? tooLight(text) : COLOR_FORMAT);
}

function tooLight(color: string): string {
  const ratio = formatRatio(contrast(color, WHITE));
  return `${color} stands out from white with ${ratio} only; a button needs ${MIN_CONTRAST.border}:1. Choose a darker colour.`;
}

function nullIfEmpty(text: string): string | null {
  return text === "" ? null : text;
}

const shownSettings = z.record(z.string(), z.unknown());

/** What cannot be read was not shown: then all that was entered counts as meant. */
function parseShown(text: string): Readonly<Record<string, unknown>> {
  try {
    return shownSettings.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
