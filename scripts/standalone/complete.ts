import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";
import config from "../../next.config";
import { projectRoot, standaloneOf } from "../paths";

/** Next copies these because the code mentions them, but the build doesn't run them. */
const NEVER_LOADED = /^(prettier|typescript)(-[0-9a-f]{16})?$/;

/**
 * Turns Next's standalone output into a folder that can be copied anywhere and runs with only Node. Adds what Next leaves
 * out, and the app, the worker and the commands as JavaScript.
 * @param commit the commit of the build; empty if unknown
 */
export async function completeStandalone(distDir: string, commit: string): Promise<void> {
  const folder = standaloneOf(distDir);
  for (const modules of [path.join(folder, "node_modules"), path.join(folder, distDir, "node_modules")])
    removeFrom(modules, NEVER_LOADED);
  removeFrom(folder, /^\.env/); // Next copies them, and they contain the secrets of the machine that builds
  cpSync(path.join(projectRoot, ".env.example"), path.join(folder, ".env.example")); // error messages mention it
  cpSync(path.join(projectRoot, distDir, "static"), path.join(folder, distDir, "static"), {
    recursive: true,
  });
  cpSync(path.join(projectRoot, "db/migrations"), path.join(folder, "migrations"), { recursive: true });
  // rate-limiter-flexible imports it in a way that Next doesn't detect.
  const drizzle = "node_modules/drizzle-orm";
  const isCode = (file: string) => !/\.(map|cjs|d\.c?ts)$/.test(file);
  cpSync(path.join(projectRoot, drizzle), path.join(folder, drizzle), { recursive: true, filter: isCode });
  const { name, version, engines } = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8"));
  const about = { name, version, private: true, type: "module", engines };
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(about, null, 2)}\n`);
  await bundle(folder, {
    USHER_COMMIT: commit,
    USHER_DIST_DIR: distDir,
    USHER_SERVER: nameServer(folder),
  });
  listFiles(folder);
}

/** For entry.ts, which checks at each start that a copy is complete. */
function listFiles(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      path.relative(folder, path.join(parentPath, name)).replaceAll(path.sep, "/"),
    )
    .filter((file) => file !== ".env.example");
  writeFileSync(path.join(folder, "files.json"), JSON.stringify(files.sort(), null, 1));
}

function removeFrom(folder: string, names: RegExp): void {
  for (const name of readdirSync(folder))
    if (names.test(name)) rmSync(path.join(folder, name), { recursive: true });
}

/** Next writes its server as CommonJS or as an ES module, depending on the first package.json that it finds. */
function nameServer(folder: string): string {
  const written = path.join(folder, "server.js");
  const name = /^import /m.test(readFileSync(written, "utf8")) ? "server.mjs" : "server.cjs";
  renameSync(written, path.join(folder, name));
  return name;
}

/** Each program by its name in the build. */
const PROGRAMS = {
  app: "scripts/standalone/app.ts",
  worker: "scripts/worker.ts",
  migrate: "scripts/standalone/migrate.ts",
  "create-organization": "scripts/standalone/create-organization.ts",
};

/**
 * Writes each program in two files: one that needs nothing else, and the program.
 * @param facts environment variables whose values are known at build time
 */
async function bundle(folder: string, facts: Readonly<Record<string, string>>): Promise<void> {
  const programs = Object.entries(PROGRAMS).map(([name, file]) => [`${name}-program`, file] as const);
  await bundleAs(Object.fromEntries(programs), folder, facts);
  for (const name of Object.keys(PROGRAMS))
    await bundleAs({ [name]: "scripts/standalone/entry.ts" }, folder, {
      USHER_PROGRAM: `${name}-program.js`,
    });
}

async function bundleAs(
  entryPoints: Record<string, string>,
  outdir: string,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  await esbuild.build({
    absWorkingDir: projectRoot,
    entryPoints,
    outdir,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    // The packages that Next doesn't bundle are in the folder's node_modules.
    external: [...(config.serverExternalPackages ?? []), "prettier"],
    define: Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [`process.env.${name}`, JSON.stringify(value)]),
    ),
    // For packages that still use require().
    banner: {
      js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
}
