import path from "node:path";
import type { Children } from "./children";
import { projectRoot } from "./places";
import { untilAnswers } from "./until-answers";

type Options = {
  children: Children;
  port: number;
  env: Record<string, string>;
  distDir: string;
  /** Answer on this machine only. */
  loopback: boolean;
  dev?: boolean;
};

/** Serves the built app, or in development the sources, and waits until it reports itself healthy. Returns its process id. */
export async function serveConsole(options: Options): Promise<{ pid: number }> {
  const { children, port, env, distDir, loopback, dev = false } = options;
  const server = children.start({
    name: "The console",
    command: process.execPath,
    args: [
      path.join(projectRoot, "node_modules/next/dist/bin/next"),
      dev ? "dev" : "start",
      ...["-p", String(port)],
      ...(loopback ? ["-H", "127.0.0.1"] : []),
    ],
    env: {
      ...process.env,
      ...env,
      PORT: String(port),
      NODE_ENV: dev ? "development" : "production",
      NEXT_DIST_DIR: distDir,
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  await untilAnswers(`http://127.0.0.1:${port}/api/health`, server.exited);
  return { pid: server.pid ?? 0 };
}
