import { CATALOGS } from "@/i18n/catalogs";
import type { RefusalReason } from "@/lib/refusals";

/** Whether a stored value is a reason that this version of Usher knows. */
export function isRefusalReason(value: unknown): value is RefusalReason {
  const isObject = typeof value === "object" && value !== null;
  return isObject && "code" in value && Object.hasOwn(CATALOGS.en.refusals, String(value.code));
}
