import path from "node:path";
import type { Children } from "../children";
import { serveConsole } from "../console";
import { projectRoot } from "../places";
import { anyFreePort } from "../ports";
import { startAlternatingProxy } from "./alternating-proxy";
import { startPgBouncer } from "./pgbouncer";

type Options = {
  readonly children: Children;
  /** Where people reach it. */
  readonly port: number;
  readonly env: Record<string, string> & { readonly DATABASE_URL: string };
  readonly distDir: string;
  /** The built folder, or a copy of it. */
  readonly folder: string;
};

/**
 * Usher as a larger installation runs it: two apps behind a proxy that alternates, a worker apart, and PgBouncer in
 * transaction mode between them and the database. Returns how to end what the children do not.
 */
export async function serveFleet({ children, port, env, distDir, folder }: Options): Promise<() => void> {
  const shared = {
    ...env,
    DATABASE_URL: await startPgBouncer(children, env.DATABASE_URL),
    DATABASE_DIRECT_URL: env.DATABASE_URL,
    TRUSTED_PROXIES: "1",
  };
  const apps = [await anyFreePort(), await anyFreePort()];
  for (const app of apps) {
    await serveConsole({
      children,
      port: app,
      env: { ...shared, WORKER: "none" },
      distDir,
      folder,
      loopback: true,
    });
  }
  startWorkerApart(children, shared);
  return await startAlternatingProxy(port, apps);
}

/** `npm run worker`. Returns its process id. */
export function startWorkerApart(children: Children, env: Record<string, string>): number {
  const { pid = 0 } = children.start({
    name: "The worker",
    command: process.execPath,
    args: ["--import", "tsx", path.join(projectRoot, "scripts/worker.ts")],
    env: { ...process.env, ...env, NODE_ENV: "production" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return pid;
}
