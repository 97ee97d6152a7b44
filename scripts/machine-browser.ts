import { spawnSync } from "node:child_process";
import path from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** The Chromium of CHROMIUM_PATH or else of this machine, if it runs; some distributions have only a signpost. */
export function machineBrowser(): string | undefined {
  const folders = process.env.PATH?.split(path.delimiter) ?? [];
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [process.env.CHROMIUM_PATH ?? "", ...onPath, MAC].find(runs);
}

export function runs(command: string): boolean {
  return command !== "" && spawnSync(command, ["--version"], { timeout: 20_000 }).status === 0;
}
