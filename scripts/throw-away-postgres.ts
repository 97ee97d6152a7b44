import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Children } from "./children";
import { embeddedUrl, startEmbeddedPostgres } from "./embedded-postgres";
import { anyFreePort } from "./ports";

/**
 * A PostgreSQL for one run, on a port of its own. Its data goes with it. Returns its administrator's URL.
 * @param options.durable commits reach the disk, as in earnest
 */
export async function startThrowAwayPostgres(children: Children, { durable = false } = {}): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "usher-postgres-"));
  const port = await anyFreePort();
  await startEmbeddedPostgres({ children, folder, port, throwAway: true, durable });
  return embeddedUrl(folder, port, "postgres");
}
