import type { SQL } from "drizzle-orm";
import type { z } from "zod";

/** A column of JSON, parsed when it is read. */
export function jsonColumn<Value>(json: SQL, schema: z.ZodType<Value>): SQL<Value> {
  return json.mapWith((value: unknown) => schema.parse(value));
}
