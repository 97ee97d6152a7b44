import { createHash } from "node:crypto";

/** A comment in statements whose text depends on what people enter. If they had names, each text would stay in memory. */
export const UNNAMED = "/* unnamed */";

/** The name under which PostgreSQL keeps a statement for as long as the connection lasts; undefined if it shouldn't. */
export function statementName(text: string): string | undefined {
  return text.includes(UNNAMED) ? undefined : createHash("sha1").update(text).digest("base64url");
}
