import { spawnSync } from "node:child_process";
import path from "node:path";
import { chromium } from "@playwright/test";
import { CliError, info } from "./log";
import type { ManagedProcesses } from "./managed-processes";
import { projectRoot } from "./paths";

/** A Chromium that works: the machine's, else Playwright's, else the distribution's, which root can install. */
export async function findBrowser(processes: ManagedProcesses): Promise<string> {
  const downloaded = chromium.executablePath();
  const found = findInstalledBrowser() ?? (runs(downloaded) ? downloaded : undefined);
  if (found) return found;
  info("Installing a browser: Playwright's Chromium …");
  const playwright = path.join(projectRoot, "node_modules/.bin/playwright");
  await processes.run({ name: "playwright", command: playwright, args: ["install", "chromium"] });
  if (runs(downloaded)) return downloaded;
  if (process.getuid?.() === 0) await installFromDistribution(processes);
  const installed = findInstalledBrowser();
  if (installed) return installed;
  throw new CliError(
    "There is no Chromium, and none could be installed. Install one, or name one in CHROMIUM_PATH.",
  );
}

async function installFromDistribution(processes: ManagedProcesses) {
  info("Installing a browser: the distribution's Chromium …");
  const install = "apt-get install -qy chromium-headless-shell || apt-get install -qy chromium";
  await processes.run({
    name: "apt-get",
    command: "/bin/sh",
    args: ["-c", `apt-get update -q && (${install})`],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

/** The headless shell first, because it draws no window, which takes a third less processor time. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/**
 * The Chromium of CHROMIUM_PATH or else of this machine, if it works: in some distributions it is only a script that tells
 * how to install it.
 */
export function findInstalledBrowser(): string | undefined {
  const folders = process.env.PATH?.split(path.delimiter) ?? [];
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [process.env.CHROMIUM_PATH ?? "", ...onPath, MAC].find(runs);
}

function runs(command: string): boolean {
  return command !== "" && spawnSync(command, ["--version"], { timeout: 20_000 }).status === 0;
}
