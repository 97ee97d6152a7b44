import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Children } from "./children";
import { embeddedUrl, startEmbeddedPostgres } from "./embedded-postgres";
import { anyFreePort } from "./ports";

/** A PostgreSQL for one test run, on a port of its own. Its data goes with it. Returns its administrator's URL. */
export async function startThrowAwayPostgres(children: Children): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "usher-postgres-"));
  chmodSync(folder, 0o755);
  const port = await anyFreePort();
  await startEmbeddedPostgres({ children, folder, port, throwAway: true });
  return embeddedUrl(folder, port, "postgres");
}
