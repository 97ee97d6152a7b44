import path from "node:path";
import { chromium } from "@playwright/test";
import type { Children } from "./children";
import { machineBrowser, runs } from "./machine-browser";
import { projectRoot } from "./places";
import { Refusal, say } from "./say";

/** A Chromium that runs: the machine's, else Playwright's, else the distribution's, which root may install. */
export async function findBrowser(children: Children): Promise<string> {
  const downloaded = chromium.executablePath();
  const found = machineBrowser() ?? (runs(downloaded) ? downloaded : undefined);
  if (found) return found;
  say("Installing a browser: Playwright's Chromium …");
  const playwright = path.join(projectRoot, "node_modules/.bin/playwright");
  await children.run({ name: "playwright", command: playwright, args: ["install", "chromium"] });
  if (runs(downloaded)) return downloaded;
  if (process.getuid?.() === 0) await installFromDistribution(children);
  const installed = machineBrowser();
  if (installed) return installed;
  throw new Refusal(
    "There is no Chromium, and none could be installed. Install one, or name one in CHROMIUM_PATH.",
  );
}

async function installFromDistribution(children: Children) {
  say("Installing a browser: the distribution's Chromium …");
  const script = "apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy chromium";
  await children.run({ name: "apt-get", command: "/bin/sh", args: ["-c", script] });
}
