// Rewrites package-lock.json (`npm run lockfile`) without download addresses, and with an entry for the optional packages of
// every platform, including those that this registry doesn't have. Without them `npm ci` fails. (npm's
// omit-lockfile-registry-resolved drops the packages of other platforms.)
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

/** @type {Record<string, string>} */
const systems = {
  ...Object.fromEntries(
    [
      "aix",
      "android",
      "darwin",
      "freebsd",
      "linux",
      "netbsd",
      "openbsd",
      "openharmony",
      "sunos",
      "win32",
    ].map((os) => [os, os]),
  ),
  windows: "win32",
  wasm32: "wasi",
};
const processors = [
  "arm64",
  "arm",
  "x64",
  "ia32",
  "ppc64",
  "riscv64",
  "s390x",
  "loong64",
  "mips64el",
  "wasm32",
];

execFileSync("npm", ["install", "--package-lock-only", "--no-omit-lockfile-registry-resolved"], {
  stdio: "inherit",
});
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
for (const [path, entry] of Object.entries(lock.packages)) {
  delete entry.resolved;
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!found(path, name)) lock.packages[`node_modules/${name}`] = absent(name, range, entry.dev);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);

/**
 * @param {string} from
 * @param {string} name
 */
function found(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (lock.packages[`${at ? `${at}/` : ""}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

/**
 * @param {string} name
 * @param {string} range
 * @param {boolean | undefined} dev
 */
function absent(name, range, dev) {
  const words = name.split(/[/-]/);
  const os = words.map((word) => systems[word]).filter(Boolean);
  const cpu = words.filter((word) => processors.includes(word));
  if (!os.length && !cpu.length)
    throw new Error(`${name} is optional, absent, and of no platform that is known here.`);
  return {
    version: range.replace(/^[~^]/, ""),
    ...(cpu.length && { cpu }),
    ...(dev && { dev }),
    optional: true,
    ...(os.length && { os }),
  };
}
