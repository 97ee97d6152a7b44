import type { Translator } from "@/i18n/translator";

/** Why the server rejects a request before any action runs. `common.rejections` has a sentence for each. */
export const REJECTION_CODES = [
  "too-large",
  "unreadable",
  "other-site",
  "other-address",
  "starting",
  "busy",
  "overloaded",
  "pipelined",
  "method",
] as const;

type RejectionCode = (typeof REJECTION_CODES)[number];

export type RejectionReason =
  | { readonly code: Exclude<RejectionCode, "other-address"> }
  | { readonly code: "other-address"; readonly baseUrl: string };

export function rejectionText(t: Translator<"common">, reason: RejectionReason): string {
  return reason.code === "other-address"
    ? t("rejections.other-address", { baseUrl: reason.baseUrl })
    : t(`rejections.${reason.code}`);
}

/** The responses of proxies don't begin with it. */
const MARK = "usher-rejected";

/** The response for script, which words it in the language of its page. */
export function encodeRejection(reason: RejectionReason): string {
  return reason.code === "other-address"
    ? `${MARK} ${reason.code} ${reason.baseUrl}`
    : `${MARK} ${reason.code}`;
}

/** @returns null for any other response */
export function decodeRejection(text: string): RejectionReason | null {
  const [mark, sent, baseUrl = ""] = text.split(" ");
  const code = REJECTION_CODES.find((known) => known === sent);
  if (mark !== MARK || !code) return null;
  return code === "other-address" ? { code, baseUrl } : { code };
}
