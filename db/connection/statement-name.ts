import { createHash } from "node:crypto";

/**
 * Marks statements whose text depends on what people enter. They get no name, because PostgreSQL would keep each text in
 * memory.
 */
export const UNNAMED = "/* unnamed */";

/**
 * The name under which PostgreSQL keeps a statement while the connection is open; undefined for a statement that it shouldn't
 * keep.
 */
export function statementName(text: string): string | undefined {
  return text.includes(UNNAMED) ? undefined : createHash("sha1").update(text).digest("base64url");
}
