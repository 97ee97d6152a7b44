import path from "node:path";
import { type ManagedProcesses, waitUntilReady } from "./managed-processes";
import { projectRoot, standaloneOf } from "./paths";

type Options = {
  processes: ManagedProcesses;
  port: number;
  env: Record<string, string>;
  distDir: string;
  /** The built folder, or a copy of it. */
  folder?: string;
  /** Listen only on this machine. */
  loopback: boolean;
  dev?: boolean;
};

/** Serves the built app, or in development the sources, and waits until it reports itself healthy. Returns its process id. */
export async function serveApp(options: Options): Promise<{ pid: number }> {
  const { processes, port, env, distDir, folder = standaloneOf(distDir), loopback, dev = false } = options;
  const host = loopback ? "127.0.0.1" : env.HOST;
  const server = processes.start({
    name: "The app",
    command: process.execPath,
    args: dev
      ? [
          path.join(projectRoot, "node_modules/next/dist/bin/next"),
          ...["dev", "-p", String(port)],
          ...(host ? ["-H", host] : []),
        ]
      : [path.join(folder, "app.js")],
    env: {
      ...process.env,
      ...env,
      PORT: String(port),
      ...(host && { HOST: host }),
      NODE_ENV: dev ? "development" : "production",
      NEXT_DIST_DIR: distDir,
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  await waitUntilReady(`http://${reachable(host)}:${port}/api/health`, server.exited);
  return { pid: server.pid ?? 0 };
}

/** An address at which this machine reaches a server that listens on `host`. */
function reachable(host: string | undefined): string {
  if (!host || host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
