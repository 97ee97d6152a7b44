import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Brings node_modules to what package-lock.json says, when it is not there yet. Ends the process if that fails. */
export function installWhatIsMissing() {
  if (isInstalled()) return;
  console.log("· Installing packages (npm ci), a minute or two …");
  const { status, error } = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  console.error(
    `The packages could not be installed: npm ci ${error ? error.message : "failed, see above"}.`,
  );
  process.exit(1);
}

/** Optional packages are of other platforms, so they may be absent, but not of another version. */
function isInstalled() {
  const installed = packages("node_modules/.package-lock.json");
  return Object.entries(packages("package-lock.json")).every(([path, wanted]) => {
    if (path === "") return true;
    const found = installed[path];
    if (!found || !existsSync(`${root}/${path}`)) return Boolean(wanted.optional || wanted.devOptional);
    return found.version === wanted.version;
  });
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packages(lockfile) {
  const path = `${root}/${lockfile}`;
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : {};
}
