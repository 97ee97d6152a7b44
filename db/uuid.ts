import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

/** An id from outside, in lower case: to PostgreSQL both cases are one id, but not to comparisons and keys of rate limits. */
export const idSchema = z.uuid().toLowerCase();

/** Whether a text is an id in lower case. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}

/** An SQL array, sent as one parameter. */
export function texts(values: readonly string[]): SQL {
  return sql`${sql.param([...values])}::text[]`;
}

/** An SQL array, sent as one parameter. */
export function uuids(ids: readonly string[]): SQL {
  return sql`${sql.param([...ids])}::uuid[]`;
}
