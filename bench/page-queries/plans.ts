import pg from "pg";
import type { MeasuredPage } from "./page";
import type { TreeScenario } from "./tree-scenario";

/** Executions after which the server has settled for a plan. */
const BEFORE_IT_SETTLES = 6;

/**
 * What the server does for each statement of a page, and what it takes: as it does it for a statement that comes again
 * and again, which is how the pages ask.
 */
export async function printPlans(page: MeasuredPage, scenario: TreeScenario, url: string): Promise<void> {
  const from = (await page.from?.(scenario)) ?? null;
  scenario.statements.length = 0;
  await page.read(scenario, from);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const { text, values } of [...scenario.statements]) {
    const execute = `execute measured${values.length > 0 ? `(${values.map(literal).join(", ")})` : ""}`;
    await client.query(`prepare measured as ${text}`);
    for (let time = 0; time < BEFORE_IT_SETTLES; time++) await client.query(execute);
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain (analyze, buffers) ${execute}`);
    await client.query("deallocate measured");
    console.log(`\n== ${page.name}, ${scenario.size.handle}\n${text.replace(/\s+/g, " ").trim()}`);
    console.log(rows.map((row) => row["QUERY PLAN"]).join("\n"));
  }
  await client.end();
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map((one) => JSON.stringify(one)).join(",")}}`);
  return pg.escapeLiteral(String(value));
}
