import { createDatabase, type Database } from "@/db/client";
import { getEnv } from "./env";

const kept = globalThis as typeof globalThis & { usherDatabase?: Database };

/** The app's one pool; on the global object, because Next loads modules more than once in a process. */
export function getDb(): Database {
  kept.usherDatabase ??= createDatabase(getEnv().DATABASE_URL);
  return kept.usherDatabase;
}
