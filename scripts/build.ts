import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { waitForLock } from "./lock";
import { CliError, info } from "./log";
import type { ManagedProcesses } from "./managed-processes";
import { projectRoot } from "./paths";
import { completeStandalone } from "./standalone/complete";

const NOT_BUILT = new Set([
  ...["node_modules", "e2e", "bench", "docs", "test-results", "playwright-report"],
  "multi-process", // of scripts/
]);
const BUILT = /(?<!\.test)\.(?:tsx?|m?js|json|css|sql|svg|png|ico|txt|woff2|env\.example)$/;

const next = path.join(projectRoot, "node_modules/next/dist/bin/next");

/** Builds the app for production into `distDir`, unless the build there has the same sources. */
export async function buildIfStale(processes: ManagedProcesses, distDir: string): Promise<void> {
  if (!isFresh(distDir)) await buildOnce(processes, distDir, () => isFresh(distDir));
}

/**
 * Builds the app for production into `distDir`, one build at a time.
 * @param isDone checked after waiting for another build of the same folder
 */
export async function buildOnce(
  processes: ManagedProcesses,
  distDir: string,
  isDone = () => false,
): Promise<void> {
  const lock = await waitForLock(path.join(projectRoot, ".usher/building", distDir), "next build");
  try {
    if (!isDone()) await build(processes, distDir);
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

async function build(processes: ManagedProcesses, distDir: string): Promise<void> {
  const stampFile = stampFileOf(distDir);
  const stamp = sourcesStamp();
  const commit = readCommit();
  info("Building the app, about a minute …");
  rmSync(stampFile, { force: true });
  const code = await processes.run({
    name: "next build",
    command: process.execPath,
    args: [next, "build"],
    env: {
      // Next reloads a page if the id differs, so that no page mixes two builds.
      NEXT_DEPLOYMENT_ID: stamp.slice(0, 16),
      ...process.env,
      NODE_ENV: "production",
      NEXT_DIST_DIR: distDir,
      NEXT_TELEMETRY_DISABLED: "1",
      // This key only makes the names of actions the same in each build. Another one encrypts: see scripts/standalone/app.ts.
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: createHash("sha256").update("usher").digest("base64"),
      USHER_COMMIT: commit,
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (code !== 0) throw new CliError("The app could not be built; the reason is above.");
  await completeStandalone(distDir, commit);
  writeFileSync(stampFile, stamp);
}

/** The commit, from USHER_COMMIT or git, with a plus if files have changed since; empty if unknown. */
function readCommit(): string {
  if (process.env.USHER_COMMIT) return process.env.USHER_COMMIT;
  const git = spawnSync("git", ["describe", "--always", "--exclude=*", "--abbrev=12", "--dirty=+"], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  return git.status === 0 ? git.stdout.trim() : "";
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
    .filter(
      ({ name }) => !/^\.(?!env\.example$)/.test(name) && !NOT_BUILT.has(name) && name !== "next-env.d.ts",
    )
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return sourceFiles(file);
      return BUILT.test(entry.name) ? [file] : [];
    });
}
