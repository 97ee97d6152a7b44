import { createHash, timingSafeEqual } from "node:crypto";
import { getEnv } from "./env";

/**
 * Whether a request has METRICS_TOKEN. Always false without the setting.
 * @param authorization the request's Authorization header
 */
export function bearsMetricsToken(authorization: string | null | undefined): boolean {
  const { METRICS_TOKEN } = getEnv();
  return (
    METRICS_TOKEN !== undefined &&
    timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${METRICS_TOKEN}`))
  );
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
