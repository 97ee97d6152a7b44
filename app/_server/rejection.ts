import type { PageLocale } from "@/i18n/locale";
import { translatorFor } from "@/i18n/translator";
import { encodeRejection, type RejectionReason, rejectionText } from "@/lib/rejections";

/** The response to a request that is rejected before any action runs. */
export type Rejection = {
  readonly status: number;
  readonly reason: RejectionReason;
  /** In seconds. */
  readonly retryAfter?: number;
};

/** Next passes the body on to the script that called an action only if this is its type, without a charset. */
export const REJECTION_TYPE = "text/plain";

/**
 * The body of the response: a code for a script that called an action, because its page can have another language than the
 * browser, and a sentence for everybody else.
 */
export function rejectionBody({ reason }: Rejection, isForScript: boolean, locale: () => PageLocale): string {
  return isForScript ? encodeRejection(reason) : rejectionText(translatorFor(locale(), "common"), reason);
}
