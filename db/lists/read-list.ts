import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { totalOf } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";

/** In the select of the rows: their number, which is counted once. */
export const COUNTED = sql`(select number from counted)`;

/** Rows and their number in one round trip: `rows` is a select, `number` the expression of `countUpTo`. */
export async function readList<Row>(
  db: Database,
  rows: SQL,
  number: SQL,
  upTo?: number,
): Promise<{ rows: Row[]; total: Page<unknown>["total"] }> {
  const [answer] = await db.execute<{ rows: Row[]; counted: number }>(sql`
    with counted as materialized (select ${number} as number)
    select (select coalesce(json_agg(listed), '[]') from (${rows}) as listed) as rows, ${COUNTED} as counted`);
  if (!answer) throw new Error("A select without from answers with one row.");
  return { rows: answer.rows, total: totalOf(answer.counted, upTo) };
}

export function dateOf(json: string): Date;
export function dateOf(json: string | null): Date | null;
export function dateOf(json: string | null): Date | null {
  return json === null ? null : new Date(json);
}
