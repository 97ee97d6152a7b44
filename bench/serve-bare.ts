import { execFileSync } from "node:child_process";
import path from "node:path";
import { CliError, info } from "@/scripts/log";
import { type ManagedProcesses, waitUntilReady } from "@/scripts/managed-processes";
import { projectRoot } from "@/scripts/paths";
import { getFreePort } from "@/scripts/ports";
import type { Server } from "./load";
import type { Scenario } from "./scenario";
import { AUTH_SECRET } from "./serve-ours";

const next = path.join(projectRoot, "node_modules/next/dist/bin/next");

/** The pages of `bench/bare`: next-auth's `auth()`, one query and the same table. */
export async function serveBare(scenario: Scenario, processes: ManagedProcesses): Promise<Server> {
  const folder = path.join(projectRoot, "bench/bare");
  const env = {
    ...process.env,
    DATABASE_URL: scenario.url,
    AUTH_SECRET,
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  info("Building the bare pages");
  execFileSync(process.execPath, [next, "build"], {
    cwd: folder,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const port = await getFreePort();
  const url = `http://127.0.0.1:${port}`;
  const server = processes.start({
    name: "The bare pages",
    command: process.execPath,
    args: [next, "start", folder, "-p", String(port), "-H", "127.0.0.1"],
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  await waitUntilReady(`${url}/health`, server.exited);
  if (!server.pid) throw new CliError("The bare pages did not start.");
  return { url, pid: server.pid };
}
