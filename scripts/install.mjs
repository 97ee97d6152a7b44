import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Installs what package-lock.json says, when there is no node_modules yet. Ends the process if that fails.
 * @param {{ again: boolean }} options install again when node_modules holds something else; otherwise that ends the process
 */
export function installWhatIsMissing({ again }) {
  if (isInstalled()) return;
  if (!again && existsSync(`${root}/node_modules`)) {
    console.error(
      "The packages in node_modules aren't those of package-lock.json. Run npm ci, then start again.",
    );
    process.exit(1);
  }
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
