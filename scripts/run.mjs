// Runs a script in this folder on a machine that has only Node: `node scripts/run.mjs start.ts`. Installs the packages if
// there is no node_modules yet. With --reinstall, also if the versions in node_modules differ from package-lock.json.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const reinstall = process.argv[2] === "--reinstall";
const [script = ""] = process.argv.splice(2, reinstall ? 2 : 1).slice(-1);

requireNode(20, 19);
if (!isInstalled()) install();
const { register } = await import("tsx/esm/api");
register();
await import(new URL(script, import.meta.url).href);

/**
 * @param {number} major
 * @param {number} minor
 */
function requireNode(major, minor) {
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split(".").map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  stop(
    `Usher needs Node ${major}.${minor} or later; this is ${process.versions.node}. See https://nodejs.org.`,
  );
}

function install() {
  if (!reinstall && existsSync(`${root}/node_modules`))
    stop("The packages in node_modules differ from package-lock.json. Run npm ci, then start again.");
  console.log("· Installing packages (npm ci), a minute or two …");
  const { status, error } = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0)
    stop(`The packages could not be installed: npm ci ${error ? error.message : "failed, see above"}.`);
}

/** Optional packages for other platforms may be missing, but none may have another version. */
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

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
