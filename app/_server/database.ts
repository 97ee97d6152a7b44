import { createDatabase, type Database } from "@/db/client";
import { currentRequest } from "./current-request";
import { type Env, getEnv } from "./env";

const globalState = globalThis as typeof globalThis & {
  usherDatabase?: Database;
  usherHealthDatabase?: Database;
};

/** In milliseconds. Pages respond within five seconds, even if the database doesn't. */
const timeouts = { connecting: 2000, statement: 2500, transaction: 60_000 };

/** The app's pool for requests. It is global because Next loads modules more than once in a process. */
export function getDb(): Database {
  const env = getEnv();
  globalState.usherDatabase ??= open(env, { application: "usher", connections: env.DATABASE_CONNECTIONS });
  return globalState.usherDatabase;
}

/** A connection only for checks of the database, so that requests that use all others aren't taken for an outage. */
export function getHealthDb(): Database {
  globalState.usherHealthDatabase ??= open(getEnv(), { application: "usher-health", connections: 1 });
  return globalState.usherHealthDatabase;
}

type Pool = { readonly application: string; readonly connections: number };

function open({ DATABASE_URL, DATABASE_DIRECT_URL }: Env, pool: Pool): Database {
  return createDatabase(DATABASE_URL, {
    ...pool,
    timeouts,
    requestId: () => currentRequest()?.id,
    pooled: DATABASE_DIRECT_URL !== undefined,
  });
}
