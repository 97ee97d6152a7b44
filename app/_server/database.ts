import { createDatabase, type Database } from "@/db/client";
import { currentRequest } from "./current-request";
import { type Env, getEnv } from "./env";

const globalState = globalThis as typeof globalThis & { usherDatabase?: Database };

/** In milliseconds. Pages respond within five seconds, even if the database doesn't. */
const timeouts = { connecting: 2000, statement: 2500, transaction: 60_000 };

/** The app's only pool. It is global because Next loads modules more than once in a process. */
export function getDb(): Database {
  globalState.usherDatabase ??= open(getEnv());
  return globalState.usherDatabase;
}

function open({ DATABASE_URL, DATABASE_DIRECT_URL, DATABASE_CONNECTIONS }: Env): Database {
  return createDatabase(DATABASE_URL, {
    application: "usher",
    connections: DATABASE_CONNECTIONS,
    timeouts,
    requestId: () => currentRequest()?.id,
    pooled: DATABASE_DIRECT_URL !== undefined,
  });
}
