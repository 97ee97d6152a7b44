import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { totalOf } from "@/db/lists/keyset";
import type { Page } from "@/db/lists/page";

/** Rows and their number in one round trip: `rows` is a select, `counted` the expression of `countUpTo`. */
export async function readList<Row>(
  db: Database,
  rows: SQL,
  counted: SQL,
): Promise<{ rows: Row[]; total: Page<unknown>["total"] }> {
  const [answer] = await db.execute<{ rows: Row[]; counted: number }>(sql`
    select (select coalesce(json_agg(listed), '[]') from (${rows}) as listed) as rows, ${counted} as counted`);
  if (!answer) throw new Error("A select without from answers with one row.");
  return { rows: answer.rows, total: totalOf(answer.counted) };
}

export function dateOf(json: string): Date;
export function dateOf(json: string | null): Date | null;
export function dateOf(json: string | null): Date | null {
  return json === null ? null : new Date(json);
}
