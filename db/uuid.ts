import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

/**
 * An id from outside, converted to lower case: PostgreSQL ignores the case of an id, but comparisons and keys of rate limits
 * don't.
 */
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
