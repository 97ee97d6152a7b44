import path from "node:path";
import type { ManagedProcesses } from "../managed-processes";
import { projectRoot } from "../paths";
import { getFreePort } from "../ports";
import { serveApp } from "../serve-app";
import { startPgBouncer } from "./pgbouncer";
import { startRoundRobinProxy } from "./round-robin-proxy";

type Options = {
  readonly processes: ManagedProcesses;
  /** The port of the proxy. */
  readonly port: number;
  readonly env: Record<string, string> & { readonly DATABASE_URL: string };
  readonly distDir: string;
  /** The built folder, or a copy of it. */
  readonly folder: string;
};

/**
 * Starts Usher like a larger installation: two apps behind a round-robin proxy, a separate worker, and PgBouncer in
 * transaction mode in front of the database.
 * @returns a function that stops the proxy
 */
export async function serveMultiProcess({
  processes,
  port,
  env,
  distDir,
  folder,
}: Options): Promise<() => void> {
  const shared = {
    ...env,
    DATABASE_URL: await startPgBouncer(processes, env.DATABASE_URL),
    DATABASE_DIRECT_URL: env.DATABASE_URL,
    TRUSTED_PROXIES: "1",
  };
  const apps = [await getFreePort(), await getFreePort()];
  for (const app of apps) {
    await serveApp({
      processes,
      port: app,
      env: { ...shared, WORKER: "none" },
      distDir,
      folder,
      loopback: true,
    });
  }
  startWorkerProcess(processes, shared);
  return await startRoundRobinProxy(port, apps);
}

/** `npm run worker`. Returns its process id. */
export function startWorkerProcess(processes: ManagedProcesses, env: Record<string, string>): number {
  const { pid = 0 } = processes.start({
    name: "The worker",
    command: process.execPath,
    args: ["--import", "tsx", path.join(projectRoot, "scripts/worker.ts")],
    env: { ...process.env, ...env, NODE_ENV: "production" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return pid;
}
