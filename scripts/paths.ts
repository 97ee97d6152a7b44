import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = new URL(".", import.meta.url);

/** The folder of package.json. In a build, this code is in the same folder, otherwise in a subfolder. */
export const projectRoot = fileURLToPath(
  existsSync(new URL("package.json", here)) ? here : new URL("..", here),
);

/** The folder of all run-time data. USHER_HOME changes it, so that tests can use another. */
export const home = path.resolve(projectRoot, process.env.USHER_HOME ?? ".usher");

export const postgresFolder = path.join(home, "postgres");

/** The build that `npm start` serves, and the build for the tests. */
export const distDir = process.env.NEXT_DIST_DIR ?? ".next";
export const testDistDir = ".usher/test-build";

/** The folder of a build that runs with only Node. */
export function standaloneOf(distDir: string): string {
  return path.join(projectRoot, distDir, "standalone");
}
