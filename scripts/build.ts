import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Children } from "./children";
import { waitForLock } from "./lock";
import { projectRoot } from "./places";
import { Refusal, say } from "./say";

const NOT_BUILT = new Set(["node_modules", "e2e", "scripts", "docs", "test-results", "playwright-report"]);
const BUILT = /(?<!\.test)\.(?:tsx?|m?js|json|css|sql|svg|png|ico|txt|woff2)$/;

const next = path.join(projectRoot, "node_modules/next/dist/bin/next");

/** Builds the app for production into `distDir`, unless the build that is there is of the very same sources. */
export async function buildIfStale(children: Children, distDir: string): Promise<void> {
  if (isFresh(distDir)) return;
  const lock = await waitForLock(path.join(projectRoot, ".usher/building", distDir), "next build");
  try {
    if (!isFresh(distDir)) await build(children, distDir);
  } finally {
    lock.release();
  }
}

function isFresh(distDir: string): boolean {
  const file = stampFileOf(distDir);
  return existsSync(file) && readFileSync(file, "utf8") === sourcesStamp();
}

function stampFileOf(distDir: string): string {
  return path.join(projectRoot, distDir, "usher-sources");
}

async function build(children: Children, distDir: string): Promise<void> {
  const stampFile = stampFileOf(distDir);
  const stamp = sourcesStamp();
  say("Building the console, about a minute …");
  rmSync(stampFile, { force: true });
  const code = await children.run({
    name: "next build",
    command: process.execPath,
    args: [next, "build"],
    env: { ...process.env, NODE_ENV: "production", NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (code !== 0) throw new Refusal("The console could not be built; the reason is above.");
  writeFileSync(stampFile, stamp);
}

function sourcesStamp() {
  const hash = createHash("sha256").update(process.version);
  for (const file of sourceFiles(projectRoot)) {
    hash.update(path.relative(projectRoot, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter(({ name }) => !name.startsWith(".") && !NOT_BUILT.has(name) && name !== "next-env.d.ts")
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return sourceFiles(file);
      return BUILT.test(entry.name) ? [file] : [];
    });
}
