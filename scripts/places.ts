import path from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = fileURLToPath(new URL("..", import.meta.url));

/** Where all run-time data lives. USHER_HOME moves it, so that tests have one of their own. */
export const home = path.resolve(projectRoot, process.env.USHER_HOME ?? ".usher");

/** The build that `npm start` serves, and the one that is tested beside it. */
export const distDir = process.env.NEXT_DIST_DIR ?? ".next";
export const testedDistDir = ".usher/test-build";
