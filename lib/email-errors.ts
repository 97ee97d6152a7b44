import type { Messages } from "@/i18n/messages";
import type { Translator } from "@/i18n/translator";

type Code = keyof Messages["email-errors"];

/** Why an email can't be sent now, even though the mail server works. */
export const DEFER_REASONS = [
  "organization-inactive",
  "account-disabled",
  "no-address",
  "invitation-expired",
  "last-day-past",
  "left-parent",
] as const satisfies readonly Code[];
export type DeferReason = (typeof DEFER_REASONS)[number];

const REPLIES = ["rejected", "rejected-for-now"] as const satisfies readonly Code[];

const OTHERS = [
  "address-unusable",
  "server-unreachable",
  "server-busy",
  "sending-not-allowed",
] as const satisfies readonly Code[];

/** Why an email wasn't sent. The model stores it, and `emailErrorText` turns it into text for people. */
export type EmailError =
  | { readonly code: DeferReason | (typeof OTHERS)[number] }
  | {
      readonly code: (typeof REPLIES)[number];
      /** The mail server's reply, in one line. */
      readonly reply: string;
    };

export function emailErrorText(t: Translator<"email-errors">, error: EmailError): string {
  return "reply" in error ? t(error.code, { reply: error.reply }) : t(error.code);
}

export function isEmailError(value: unknown): value is EmailError {
  if (typeof value !== "object" || value === null || !("code" in value)) return false;
  const { code } = value;
  if (REPLIES.some((known) => known === code)) return "reply" in value && typeof value.reply === "string";
  return [...DEFER_REASONS, ...OTHERS].some((known) => known === code);
}
