import { createHash, timingSafeEqual } from "node:crypto";
import { getEnv } from "./env";

/** Whether the request carries METRICS_TOKEN; never without the setting. */
export function bearsMetricsToken(request: Request): boolean {
  const { METRICS_TOKEN } = getEnv();
  const sent = request.headers.get("authorization") ?? "";
  return METRICS_TOKEN !== undefined && timingSafeEqual(digest(sent), digest(`Bearer ${METRICS_TOKEN}`));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
