import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ADVICE, connectionAdvice } from "@/app/_server/availability";
import { reportOutage, reportRecovery } from "@/app/_server/database-outage";
import type { Env } from "@/app/_server/env";
import { keepAssets } from "@/db/assets/assets";
import { createDatabase } from "@/db/client";
import { connectionProblem } from "@/db/connection/connection-problem";
import { isReadOnly, isUnavailable } from "@/db/connection/unavailable";

const PART = "static files";
const DAY = 86_400_000;

type Settings = Pick<Env, "DATABASE_URL" | "DATABASE_DIRECT_URL">;

/**
 * Stores this build's static files in the database before the first page is served, and once a day, so that processes of
 * other builds can serve them to this build's pages. If the database is unreachable, it resolves and tries again later.
 * @param folder Next's folder of static files
 */
export async function keepStaticFiles(settings: Settings, folder: string): Promise<void> {
  const files = readFiles(folder);
  let kept = await keep(settings, files);
  void (async () => {
    for (;;) {
      await pause(kept ? DAY : 5000, undefined, { ref: false });
      kept = await keep(settings, files);
    }
  })();
}

async function keep(settings: Settings, files: ReadonlyMap<string, Buffer>): Promise<boolean> {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = settings;
  const pooled = DATABASE_DIRECT_URL !== undefined;
  const db = createDatabase(DATABASE_URL, {
    connections: 1,
    timeouts: { connecting: 2000, statement: 10_000 },
    pooled,
  });
  try {
    await keepAssets(db, files);
    reportRecovery(PART);
    reportRecovery(PART, "read-only");
    return true;
  } catch (error) {
    if (isReadOnly(error)) {
      reportRecovery(PART); // it responds
      reportOutage(PART, ADVICE["read-only"], "read-only");
    } else reportOutage(PART, reasonOf(error, DATABASE_URL));
    return false;
  } finally {
    await db.close();
  }
}

/** Logged in one line, because it is tried again every five seconds. */
function reasonOf(error: unknown, url: string): string {
  const problem = connectionProblem(error, { url, setting: "DATABASE_URL" });
  if (problem) return problem.message;
  if (isUnavailable(error)) return connectionAdvice(null);
  const { cause, message } = error instanceof Error ? error : new Error(String(error));
  const reason = cause instanceof Error ? cause.message : message;
  return `This build's static files can't be kept in the database yet: ${reason}.`;
}

function readFiles(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  return new Map(
    files.map((file) => [path.relative(folder, file).replaceAll(path.sep, "/"), readFileSync(file)]),
  );
}
