import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = new URL(".", import.meta.url);

/** The folder of package.json: bundled by the build this code lies beside it, otherwise in a folder below. */
export const projectRoot = fileURLToPath(
  existsSync(new URL("package.json", here)) ? here : new URL("..", here),
);

/** Where all run-time data lives. USHER_HOME moves it, so that tests have one of their own. */
export const home = path.resolve(projectRoot, process.env.USHER_HOME ?? ".usher");

export const postgresFolder = path.join(home, "postgres");

/** The build that `npm start` serves, and the one that is tested beside it. */
export const distDir = process.env.NEXT_DIST_DIR ?? ".next";
export const testDistDir = ".usher/test-build";

/** The folder of a build that runs with Node alone. */
export function standaloneOf(distDir: string): string {
  return path.join(projectRoot, distDir, "standalone");
}
