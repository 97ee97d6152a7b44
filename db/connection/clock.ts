import type pg from "pg";

/**
 * Compares this machine's clock with the database's.
 * @returns by how many milliseconds this machine's is ahead, or behind if negative; 0 if asking took longer than that
 */
export async function clockDifference(client: pg.Client): Promise<number> {
  const asked = Date.now();
  const { rows } = await client.query<{ now: Date }>("select clock_timestamp() as now");
  const answered = Date.now();
  const now = rows[0]?.now.getTime() ?? answered;
  return Math.max(asked - now, 0) || Math.min(answered - now, 0);
}
