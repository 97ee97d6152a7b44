import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";

/**
 * Runs a statement that Drizzle's query builder can't express, and checks its rows: ``rowsOf(tx, row)`select …` ``.
 * @returns a tag for the statement, with the same values as `sql`
 */
export function rowsOf<Row>(db: Pick<Transaction, "execute">, row: z.ZodType<Row>) {
  return async (statement: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> =>
    z.array(row).parse(await db.execute(sql(statement, ...values)));
}
